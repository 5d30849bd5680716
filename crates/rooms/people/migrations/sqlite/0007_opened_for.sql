-- For which record of the member's own organization another one was opened in an emergency: what ends with it, and with the finding
-- that the two are two people.
ALTER TABLE exceptional_access ADD COLUMN opened_for BLOB;
CREATE INDEX exceptional_access_opened_for ON exceptional_access (opened_for) WHERE ended_at IS NULL;
