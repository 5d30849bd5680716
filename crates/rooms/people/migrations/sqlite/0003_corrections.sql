-- What a person says is wrong in their record, and what the organization that keeps it answers. Only ever answered, never
-- changed: what was asked and why it was refused stays to be read.
CREATE TABLE correction (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  about TEXT NOT NULL CHECK (about IN ('details', 'screening', 'need', 'referral', 'service', 'visit', 'consent')),
  row_id BLOB,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('done', 'refused')),
  because TEXT,
  answered_by BLOB,
  answered_at INTEGER,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK (answer IS NULL OR because IS NOT NULL)
) STRICT;
CREATE INDEX correction_by_person ON correction (person_id, asked_at);
