-- The order in which a fleet's operations began, which their times do not tell where the clock was set
-- back meanwhile. 0 where it was not written down: these were all before.
ALTER TABLE operation ADD COLUMN begun BIGINT NOT NULL DEFAULT 0;
CREATE INDEX operation_by_order ON operation (fleet, begun);
