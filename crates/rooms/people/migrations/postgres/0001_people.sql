-- People as each organization keeps them. There is no field for immigration status, and a test keeps it so.
-- `sealed` holds who somebody is and how to reach them, closed with the key `key_id` (organization_key); tokens stand in for
-- what statements compare. Both are NULL once the organization's key was destroyed or the person was erased.
CREATE TABLE person (
  id uuid NOT NULL PRIMARY KEY,
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  key_id uuid,
  sealed bytea,
  match_token uuid,
  language text,
  area text,
  safe_call bigint NOT NULL,
  safe_text bigint NOT NULL,
  safe_email bigint NOT NULL,
  safe_message bigint NOT NULL,
  created_by uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX person_by_owner ON person (owner_org, created_at);
CREATE INDEX person_by_match ON person (match_token);

-- Beginnings of the words of a name, as tokens: what a search by name finds a person by.
CREATE TABLE person_name_token (
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  token uuid NOT NULL,
  PRIMARY KEY (person_id, token)
);
CREATE INDEX person_name_token_by_token ON person_name_token (owner_org, token);

CREATE TABLE person_identifier (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  system text NOT NULL,
  value_token uuid,
  key_id uuid,
  sealed bytea,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX person_identifier_in_org ON person_identifier (owner_org, system, value_token);
CREATE INDEX person_identifier_by_person ON person_identifier (person_id);

CREATE TABLE need (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  domain text NOT NULL,
  risk bigint,
  wants_help bigint,
  status text NOT NULL,
  source_kind text NOT NULL,
  source_id uuid,
  found_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
-- Not unique: a refused duplicate would tell that a hidden need exists.
CREATE INDEX need_by_person ON need (person_id, domain);
CREATE INDEX need_by_time ON need (found_at);

CREATE TABLE consent (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  recipient_org uuid NOT NULL REFERENCES organization (id),
  purpose text NOT NULL,
  classes text NOT NULL,
  labels text NOT NULL,
  how text NOT NULL,
  key_id uuid,
  sealed bytea,
  form_version text NOT NULL,
  language text NOT NULL,
  teach_back bigint,
  notice_given bigint NOT NULL,
  valid_from bigint NOT NULL,
  valid_until bigint NOT NULL,
  recorded_by uuid,
  recorded_at bigint NOT NULL
);
CREATE INDEX consent_by_person ON consent (person_id, recorded_at);

CREATE TABLE consent_event (
  consent_id uuid NOT NULL REFERENCES consent (id),
  seq bigint NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  kind text NOT NULL,
  at bigint NOT NULL,
  by_member uuid,
  by_person bigint NOT NULL,
  note text,
  PRIMARY KEY (consent_id, seq)
);

CREATE TABLE permission (
  id uuid NOT NULL PRIMARY KEY,
  consent_id uuid NOT NULL REFERENCES consent (id),
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  recipient_org uuid NOT NULL REFERENCES organization (id),
  purpose text NOT NULL,
  class text NOT NULL CHECK (class IN ('contact', 'needs', 'answers', 'visits')),
  label text NOT NULL CHECK (label <> 'domestic_violence'),
  valid_from bigint NOT NULL,
  valid_until bigint NOT NULL,
  withdrawn_at bigint
);
CREATE INDEX permission_by_fence ON permission (person_id, recipient_org, class, label);
CREATE INDEX permission_by_consent ON permission (consent_id);

CREATE TABLE care_team (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  member_id uuid NOT NULL,
  owner_org uuid NOT NULL,
  -- The label of the person's record: who may not know of the record may not know of its team.
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  role text NOT NULL,
  since bigint NOT NULL,
  until bigint
);
CREATE UNIQUE INDEX care_team_now ON care_team (person_id, member_id) WHERE until IS NULL;
-- What the standard row fence asks for each row: is this member on the team of that person now.
CREATE INDEX care_team_by_person ON care_team (person_id, member_id);
CREATE INDEX care_team_by_member ON care_team (member_id);

-- The code beside a private link. The link itself is a signed link; `code_hash` is salted with its secret, which is
-- kept nowhere, so six digits cannot be guessed from the table.
CREATE TABLE person_link (
  link_id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  code_hash bytea NOT NULL,
  failures bigint NOT NULL,
  created_by uuid,
  created_at bigint NOT NULL
);
CREATE INDEX person_link_by_person ON person_link (person_id);
