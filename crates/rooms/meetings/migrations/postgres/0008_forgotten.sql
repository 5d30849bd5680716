-- When a meeting that had ended went on: it is not taken for a forgotten one at once.
ALTER TABLE meeting ADD COLUMN resumed_at bigint;
-- How many seats counted while it sat: seats come and go afterwards, and minutes speak of that day.
ALTER TABLE meeting ADD COLUMN seats bigint;
