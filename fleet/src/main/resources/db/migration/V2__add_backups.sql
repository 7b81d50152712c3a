-- Backups, the runs of schedules, and which backup a snapshot set's images are younger than.

CREATE TABLE backup (
  id TEXT PRIMARY KEY,
  fleet TEXT NOT NULL,
  period TEXT NOT NULL,
  state TEXT NOT NULL,
  moment BIGINT NOT NULL,
  ended_at BIGINT,
  snapshot TEXT,
  detail_json TEXT
);
CREATE INDEX backup_by_fleet ON backup (fleet, moment);

CREATE TABLE scheduled_run (
  fleet TEXT NOT NULL,
  period TEXT NOT NULL,
  due BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (fleet, period)
);

ALTER TABLE snapshot_set ADD COLUMN backup TEXT;
