-- Instruments that an administrator imported, and shipped ones that were retired.
CREATE TABLE instrument (
  id BLOB NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'retired')),
  created_by BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX instrument_by_url ON instrument (url, version);

-- A questionnaire put to a person. What was answered stands in screening_part, a row for each label, so that one
-- sensitive answer does not close the whole screening nor open with it.
CREATE TABLE screening (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  instrument_url TEXT NOT NULL,
  instrument_version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'answered', 'completed')),
  language TEXT NOT NULL,
  source_key TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  authored_at INTEGER,
  started_by BLOB,
  started_at INTEGER NOT NULL,
  completed_at INTEGER,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX screening_by_source ON screening (owner_org, source_key);
CREATE INDEX screening_by_person ON screening (person_id, started_at);
CREATE INDEX screening_by_time ON screening (owner_org, completed_at);

CREATE TABLE screening_part (
  screening_id BLOB NOT NULL REFERENCES screening (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  content TEXT NOT NULL,
  PRIMARY KEY (screening_id, label)
) STRICT;

-- One row for each coded answer, for measures.
CREATE TABLE screening_answer (
  id BLOB NOT NULL PRIMARY KEY,
  screening_id BLOB NOT NULL REFERENCES screening (id),
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  code TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX screening_answer_by_screening ON screening_answer (screening_id);
CREATE INDEX screening_answer_by_code ON screening_answer (code, value);

-- What a screening says about a domain, and what the person said about help with it.
CREATE TABLE screening_finding (
  screening_id BLOB NOT NULL REFERENCES screening (id),
  domain TEXT NOT NULL,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  risk INTEGER,
  choice TEXT CHECK (choice IN ('yes', 'no', 'later')),
  because TEXT NOT NULL,
  need_id BLOB,
  PRIMARY KEY (screening_id, domain)
) STRICT;
CREATE INDEX screening_finding_by_domain ON screening_finding (domain, risk);
