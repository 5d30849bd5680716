-- Whether somebody who sat in the meeting noted it for the seat (`by_member`); the seat's own word takes its place.
ALTER TABLE stance ADD COLUMN called bigint NOT NULL DEFAULT 0 CHECK (called IN (0, 1));
-- How many seats counted on the day of adoption, and of how many: seats come and go afterwards.
ALTER TABLE decision ADD COLUMN said bigint;
ALTER TABLE decision ADD COLUMN seats bigint;
