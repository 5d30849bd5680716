-- Instruments that an administrator imported, and shipped ones that were retired.
CREATE TABLE instrument (
  id uuid NOT NULL PRIMARY KEY,
  url text NOT NULL,
  version text NOT NULL,
  title text NOT NULL,
  content text NOT NULL,
  content_hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'retired')),
  created_by uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX instrument_by_url ON instrument (url, version);

-- A questionnaire put to a person. What was answered stands in screening_part, a row for each label, so that one
-- sensitive answer does not close the whole screening nor open with it.
CREATE TABLE screening (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  instrument_url text NOT NULL,
  instrument_version text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'answered', 'completed')),
  language text NOT NULL,
  source_key text NOT NULL,
  content_hash text NOT NULL,
  authored_at bigint,
  started_by uuid,
  started_at bigint NOT NULL,
  completed_at bigint,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX screening_by_source ON screening (owner_org, source_key);
CREATE INDEX screening_by_person ON screening (person_id, started_at);
CREATE INDEX screening_by_time ON screening (owner_org, completed_at);

CREATE TABLE screening_part (
  screening_id uuid NOT NULL REFERENCES screening (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  content text NOT NULL,
  PRIMARY KEY (screening_id, label)
);

-- One row for each coded answer, for measures.
CREATE TABLE screening_answer (
  id uuid NOT NULL PRIMARY KEY,
  screening_id uuid NOT NULL REFERENCES screening (id),
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  code text NOT NULL,
  value text NOT NULL
);
CREATE INDEX screening_answer_by_screening ON screening_answer (screening_id);
CREATE INDEX screening_answer_by_code ON screening_answer (code, value);

-- What a screening says about a domain, and what the person said about help with it.
CREATE TABLE screening_finding (
  screening_id uuid NOT NULL REFERENCES screening (id),
  domain text NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  risk bigint,
  choice text CHECK (choice IN ('yes', 'no', 'later')),
  because text NOT NULL,
  need_id uuid,
  PRIMARY KEY (screening_id, domain)
);
CREATE INDEX screening_finding_by_domain ON screening_finding (domain, risk);
