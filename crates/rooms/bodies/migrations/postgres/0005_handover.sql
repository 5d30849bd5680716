-- A hand-over list stands in the order in which it was written.
ALTER TABLE handover_item ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
