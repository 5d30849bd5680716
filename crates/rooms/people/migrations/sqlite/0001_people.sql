-- People as each organization keeps them. There is no field for immigration status, and a test keeps it so.
CREATE TABLE person (
  id BLOB NOT NULL PRIMARY KEY,
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  preferred_name TEXT,
  name_key TEXT NOT NULL,
  birth_date TEXT,
  phone TEXT,
  email TEXT,
  language TEXT,
  address_line1 TEXT,
  address_line2 TEXT,
  city TEXT,
  region TEXT,
  postal_code TEXT,
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
CREATE INDEX person_by_name ON person (name_key, birth_date);

CREATE TABLE person_name_word (
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  word TEXT NOT NULL,
  PRIMARY KEY (person_id, word)
) STRICT;
CREATE INDEX person_name_word_by_word ON person_name_word (owner_org, word);

CREATE TABLE person_identifier (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  system TEXT NOT NULL,
  value TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_identifier_in_org ON person_identifier (owner_org, system, value);
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
  witness TEXT,
  signature TEXT,
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
  class TEXT NOT NULL CHECK (class IN ('contact', 'needs', 'answers')),
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
