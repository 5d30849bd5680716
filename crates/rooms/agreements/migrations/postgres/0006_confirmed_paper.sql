-- A signature on paper counts once a second pair of hands has seen the paper.
ALTER TABLE agreement_signature ADD COLUMN noted_for UUID REFERENCES organization (id);
ALTER TABLE agreement_signature ADD COLUMN confirmed_by UUID;
ALTER TABLE agreement_signature ADD COLUMN confirmed_at BIGINT;
-- What was noted before stays as it counted then.
UPDATE agreement_signature SET confirmed_by = member_id, confirmed_at = recorded_at WHERE how = 'paper';
