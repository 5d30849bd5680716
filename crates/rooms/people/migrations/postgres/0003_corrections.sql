-- What a person says is wrong in their record, and what the organization that keeps it answers. Only ever answered, never
-- changed: what was asked and why it was refused stays to be read.
CREATE TABLE correction (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  about text NOT NULL CHECK (about IN ('details', 'screening', 'need', 'referral', 'service', 'visit', 'consent')),
  row_id uuid,
  title text NOT NULL,
  words text NOT NULL,
  asked_at bigint NOT NULL,
  answer text CHECK (answer IN ('done', 'refused')),
  because text,
  answered_by uuid,
  answered_at bigint,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (answer IS NULL OR because IS NOT NULL)
);
CREATE INDEX correction_by_person ON correction (person_id, asked_at);
