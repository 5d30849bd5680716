-- A person asked that who they are be deleted, and what was answered. It stays when the person is gone: it names nobody.
CREATE TABLE erasure_request (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  asked_at bigint NOT NULL,
  by_person bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'done', 'refused')),
  reason text,
  answered_at bigint,
  answered_by uuid,
  CHECK ((status = 'open') = (answered_at IS NULL)),
  CHECK ((status = 'refused') = (reason IS NOT NULL))
);
CREATE INDEX erasure_request_by_person ON erasure_request (person_id, asked_at);
CREATE UNIQUE INDEX erasure_request_open ON erasure_request (person_id) WHERE status = 'open';
