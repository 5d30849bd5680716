-- Agreements between organizations: what they promise each other, until when, who signed which text.
CREATE TABLE agreement (
  id          BLOB    NOT NULL PRIMARY KEY,
  kind        TEXT    NOT NULL CHECK (kind IN ('memorandum', 'data_use', 'shared_outcome')),
  title       TEXT    NOT NULL CHECK (title <> ''),
  purpose     TEXT    NOT NULL,
  classes     TEXT    NOT NULL,
  language    TEXT    NOT NULL,
  body        TEXT    NOT NULL,
  state       TEXT    NOT NULL CHECK (state IN ('draft', 'out', 'in_force', 'stopped')),
  starts_on   TEXT    NOT NULL,
  expires_on  TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  renews      BLOB    REFERENCES agreement (id),
  valid_from  INTEGER,
  valid_until INTEGER,
  ended_at    INTEGER,
  end_reason  TEXT,
  created_by  BLOB,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX agreement_by_state ON agreement (state, valid_until);
CREATE INDEX agreement_by_renewed ON agreement (renews);

-- Every text that was ever shown, whole, with its hash. Never changed.
CREATE TABLE agreement_text (
  agreement_id BLOB    NOT NULL REFERENCES agreement (id),
  version      INTEGER NOT NULL,
  text         TEXT    NOT NULL,
  sha256       TEXT    NOT NULL,
  written_by   BLOB,
  written_at   INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, version)
) STRICT;

CREATE TABLE agreement_party (
  agreement_id BLOB    NOT NULL REFERENCES agreement (id),
  org          BLOB    NOT NULL REFERENCES organization (id),
  withdraws_at INTEGER,
  reason       TEXT,
  withdrawn_by BLOB,
  noted_at     INTEGER,
  PRIMARY KEY (agreement_id, org)
) STRICT;
CREATE INDEX agreement_party_by_org ON agreement_party (org);

-- A signature holds for the text with its hash and for no other. Only ever added.
CREATE TABLE agreement_signature (
  agreement_id BLOB    NOT NULL REFERENCES agreement (id),
  org          BLOB    NOT NULL REFERENCES organization (id),
  version      INTEGER NOT NULL,
  sha256       TEXT    NOT NULL,
  how          TEXT    NOT NULL CHECK (how IN ('typed', 'drawn', 'paper')),
  name         TEXT    NOT NULL CHECK (name <> ''),
  drawing      TEXT,
  signed_on    TEXT    NOT NULL,
  member_id    BLOB,
  recorded_at  INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, org, version)
) STRICT;

-- What the row fence asks at every look: is this organization bound by a data use agreement for this class now. Derived from
-- the agreements in force; two organizations share where both stand here under one agreement.
CREATE TABLE data_use (
  agreement_id BLOB    NOT NULL REFERENCES agreement (id),
  org          BLOB    NOT NULL REFERENCES organization (id),
  class        TEXT    NOT NULL CHECK (class IN ('contact', 'needs', 'answers', 'visits')),
  valid_from   INTEGER NOT NULL,
  valid_until  INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, org, class)
) STRICT;
CREATE INDEX data_use_by_org ON data_use (org, class, agreement_id);

-- From when a consent and a look need a data use agreement. No row: always.
CREATE TABLE agreement_rule (
  id            INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  required_on   TEXT    NOT NULL,
  required_from INTEGER NOT NULL,
  updated_by    BLOB,
  updated_at    INTEGER NOT NULL
) STRICT;

-- Which reminder went out, so that none goes twice.
CREATE TABLE agreement_letter (
  about   BLOB    NOT NULL,
  what    TEXT    NOT NULL,
  sent_at INTEGER NOT NULL,
  PRIMARY KEY (about, what)
) STRICT;
