-- Rehearsals of a restore, each into a throw-away fleet.

CREATE TABLE drill (
  id TEXT PRIMARY KEY,
  fleet TEXT NOT NULL,
  throw_away TEXT NOT NULL UNIQUE,
  backup TEXT NOT NULL,
  moment BIGINT NOT NULL,
  state TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  method TEXT,
  tables_found INTEGER,
  rows_found BIGINT,
  reason TEXT
);
CREATE INDEX drill_by_fleet ON drill (fleet, started_at);
