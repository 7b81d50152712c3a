-- Images that were baked here, and what came of trying images before they were used.

CREATE TABLE baked_image (
  place TEXT NOT NULL,
  image TEXT NOT NULL,
  provider_json TEXT NOT NULL,
  name TEXT NOT NULL,
  template TEXT NOT NULL,
  template_hash TEXT NOT NULL,
  build TEXT NOT NULL,
  builder TEXT NOT NULL,
  base_image TEXT NOT NULL,
  variables_json TEXT NOT NULL,
  packages_json TEXT NOT NULL,
  version TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (place, image)
);

CREATE TABLE image_trial (
  id TEXT PRIMARY KEY,
  provider_json TEXT NOT NULL,
  images_json TEXT NOT NULL,
  recipe TEXT,
  fleet TEXT,
  throw_away TEXT NOT NULL,
  state TEXT NOT NULL,
  files_read INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  reason TEXT
);
