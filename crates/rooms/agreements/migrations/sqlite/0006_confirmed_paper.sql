-- A signature on paper counts once a second pair of hands has seen the paper.
ALTER TABLE agreement_signature ADD COLUMN noted_for BLOB REFERENCES organization (id);
ALTER TABLE agreement_signature ADD COLUMN confirmed_by BLOB;
ALTER TABLE agreement_signature ADD COLUMN confirmed_at INTEGER;
-- What was noted before stays as it counted then.
UPDATE agreement_signature SET confirmed_by = member_id, confirmed_at = recorded_at WHERE how = 'paper';
