-- A person asked that who they are be deleted, and what was answered. It stays when the person is gone: it names nobody.
CREATE TABLE erasure_request (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  asked_at INTEGER NOT NULL,
  by_person INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'done', 'refused')),
  reason TEXT,
  answered_at INTEGER,
  answered_by BLOB,
  CHECK ((status = 'open') = (answered_at IS NULL)),
  CHECK ((status = 'refused') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX erasure_request_by_person ON erasure_request (person_id, asked_at);
CREATE UNIQUE INDEX erasure_request_open ON erasure_request (person_id) WHERE status = 'open';
