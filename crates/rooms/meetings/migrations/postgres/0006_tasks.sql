-- When whoever took something on was reminded: before its day, and after it.
ALTER TABLE meeting_action ADD COLUMN reminded_soon BIGINT;
ALTER TABLE meeting_action ADD COLUMN reminded_late BIGINT;
