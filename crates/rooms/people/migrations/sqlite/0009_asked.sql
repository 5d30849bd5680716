-- What people ask for is listed for whoever answers, the oldest first.
CREATE INDEX correction_waiting ON correction (owner_org, asked_at) WHERE answer IS NULL;
CREATE INDEX erasure_request_waiting ON erasure_request (owner_org, asked_at) WHERE status = 'open';
-- Who noted that a person asks to be erased: somebody else says yes.
ALTER TABLE erasure_request ADD COLUMN asked_by BLOB;
