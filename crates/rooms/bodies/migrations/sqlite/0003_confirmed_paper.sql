-- A yes on paper counts once somebody of another organization has looked at the paper too.
ALTER TABLE charter_ratification ADD COLUMN noted_for BLOB REFERENCES organization (id);
ALTER TABLE charter_ratification ADD COLUMN confirmed_by BLOB;
ALTER TABLE charter_ratification ADD COLUMN confirmed_at INTEGER;
-- What was noted before stays as it counted then.
UPDATE charter_ratification SET confirmed_by = by_member, confirmed_at = at WHERE signed_on IS NOT NULL;
