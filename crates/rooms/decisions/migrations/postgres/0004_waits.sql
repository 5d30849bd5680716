-- When it was said again that what a resident sent still waits.
ALTER TABLE proposal ADD COLUMN waits_told_at bigint;
