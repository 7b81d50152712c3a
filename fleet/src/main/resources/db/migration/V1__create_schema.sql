-- One text for SQLite and PostgreSQL. Moments are nanoseconds since 1970 UTC; *_json holds JSON.

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('journal', 0), ('transition', 0);

CREATE TABLE lease (
  fleet TEXT PRIMARY KEY,
  fence BIGINT NOT NULL,
  held INTEGER NOT NULL,
  owner TEXT NOT NULL,
  place TEXT NOT NULL,
  pid BIGINT NOT NULL,
  started TEXT NOT NULL,
  since BIGINT NOT NULL,
  heartbeat BIGINT NOT NULL
);

CREATE TABLE fleet (
  name TEXT PRIMARY KEY,
  spec_json TEXT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  set_id TEXT,
  published_port INTEGER NOT NULL,
  last_good_json TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE operation (
  id TEXT PRIMARY KEY,
  fleet TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  wanted_json TEXT,
  set_id TEXT,
  status TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  error TEXT
);
CREATE INDEX operation_by_fleet ON operation (fleet, started_at);

CREATE TABLE journal (
  sequence BIGINT PRIMARY KEY,
  operation TEXT NOT NULL REFERENCES operation (id),
  step TEXT NOT NULL,
  call TEXT NOT NULL,
  subject TEXT NOT NULL,
  intended_at BIGINT NOT NULL,
  ended_at BIGINT,
  outcome TEXT
);
CREATE INDEX journal_by_operation ON journal (operation, sequence);

CREATE TABLE machine (
  fleet TEXT NOT NULL REFERENCES fleet (name),
  name TEXT NOT NULL,
  tier TEXT NOT NULL,
  state TEXT NOT NULL,
  provider_id TEXT,
  address TEXT,
  image TEXT NOT NULL,
  set_id TEXT,
  host_key TEXT NOT NULL,
  launched_at BIGINT NOT NULL,
  reason TEXT,
  PRIMARY KEY (fleet, name)
);

CREATE TABLE transition (
  sequence BIGINT PRIMARY KEY,
  fleet TEXT NOT NULL,
  machine TEXT NOT NULL,
  operation TEXT NOT NULL REFERENCES operation (id),
  state TEXT NOT NULL,
  happened_at BIGINT NOT NULL
);
CREATE INDEX transition_by_fleet ON transition (fleet, sequence);

CREATE TABLE snapshot_set (
  id TEXT PRIMARY KEY,
  fleet TEXT NOT NULL,
  state TEXT NOT NULL,
  taken_at BIGINT NOT NULL,
  spec_json TEXT NOT NULL,
  recipe_version TEXT NOT NULL,
  frozen_json TEXT NOT NULL,
  tiers_json TEXT NOT NULL
);

CREATE TABLE secret (
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (scope, name)
);
