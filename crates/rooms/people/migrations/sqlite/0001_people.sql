-- People as each organization keeps them. There is no field for immigration status, and a test keeps it so.
-- `sealed` holds who somebody is and how to reach them, closed with the key `key_id` (organization_key); tokens stand in for
-- what statements compare. Both are NULL once the organization's key was destroyed or the person was erased.
CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY,
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  key_id BLOB,
  sealed BLOB,
  match_token BLOB,
  language TEXT,
  area TEXT,
  safe_call INTEGER NOT NULL,
  safe_text INTEGER NOT NULL,
  safe_email INTEGER NOT NULL,
  safe_message INTEGER NOT NULL,
  created_by BLOB,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_by_owner ON person (owner_org, created_at);
CREATE INDEX person_by_match ON person (match_token);

-- Beginnings of the words of a name, as tokens: what a search by name finds a person by.
CREATE TABLE person_name_token (
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  token BLOB NOT NULL,
  PRIMARY KEY (person_id, token)
) STRICT;
CREATE INDEX person_name_token_by_token ON person_name_token (owner_org, token);

CREATE TABLE person_identifier (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  system TEXT NOT NULL,
  value_token BLOB,
  key_id BLOB,
  sealed BLOB,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_identifier_in_org ON person_identifier (owner_org, system, value_token);
CREATE INDEX person_identifier_by_person ON person_identifier (person_id);

CREATE TABLE need (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  domain TEXT NOT NULL,
  risk INTEGER,
  wants_help INTEGER,
  status TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_id BLOB,
  found_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
-- Not unique: a refused duplicate would tell that a hidden need exists.
CREATE INDEX need_by_person ON need (person_id, domain);
CREATE INDEX need_by_time ON need (found_at);

CREATE TABLE consent (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  recipient_org BLOB NOT NULL REFERENCES organization (id),
  purpose TEXT NOT NULL,
  classes TEXT NOT NULL,
  labels TEXT NOT NULL,
  how TEXT NOT NULL,
  key_id BLOB,
  sealed BLOB,
  form_version TEXT NOT NULL,
  language TEXT NOT NULL,
  teach_back INTEGER,
  notice_given INTEGER NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  recorded_by BLOB,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_by_person ON consent (person_id, recorded_at);

CREATE TABLE consent_event (
  consent_id BLOB NOT NULL REFERENCES consent (id),
  seq INTEGER NOT NULL,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_member BLOB,
  by_person INTEGER NOT NULL,
  note TEXT,
  PRIMARY KEY (consent_id, seq)
) STRICT;

CREATE TABLE permission (
  id BLOB NOT NULL PRIMARY KEY,
  consent_id BLOB NOT NULL REFERENCES consent (id),
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  recipient_org BLOB NOT NULL REFERENCES organization (id),
  purpose TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('contact', 'needs', 'answers', 'visits')),
  label TEXT NOT NULL CHECK (label <> 'domestic_violence'),
  valid_from INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX permission_by_fence ON permission (person_id, recipient_org, class, label);
CREATE INDEX permission_by_consent ON permission (consent_id);

CREATE TABLE care_team (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  member_id BLOB NOT NULL,
  owner_org BLOB NOT NULL,
  -- The label of the person's record: who may not know of the record may not know of its team.
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  role TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) STRICT;
CREATE UNIQUE INDEX care_team_now ON care_team (person_id, member_id) WHERE until IS NULL;
-- What the standard row fence asks for each row: is this member on the team of that person now.
CREATE INDEX care_team_by_person ON care_team (person_id, member_id);
CREATE INDEX care_team_by_member ON care_team (member_id);

-- The code beside a private link. The link itself is a signed link; `code_hash` is salted with its secret, which is
-- kept nowhere, so six digits cannot be guessed from the table.
CREATE TABLE person_link (
  link_id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  failures INTEGER NOT NULL,
  created_by BLOB,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX person_link_by_person ON person_link (person_id);
