-- The order in which sets were made, which the moments of their data do not tell: a set of an image
-- that was made outside has the moment of the set it was made onto. 0 where it was not written down.
ALTER TABLE snapshot_set ADD COLUMN made BIGINT NOT NULL DEFAULT 0;
