-- A yes on paper counts once somebody of another organization has looked at the paper too.
ALTER TABLE charter_ratification ADD COLUMN noted_for UUID REFERENCES organization (id);
ALTER TABLE charter_ratification ADD COLUMN confirmed_by UUID;
ALTER TABLE charter_ratification ADD COLUMN confirmed_at BIGINT;
-- What was noted before stays as it counted then.
UPDATE charter_ratification SET confirmed_by = by_member, confirmed_at = at WHERE signed_on IS NOT NULL;
