-- Agreements between organizations: what they promise each other, until when, who signed which text.
CREATE TABLE agreement (
  id          uuid    NOT NULL PRIMARY KEY,
  kind        text    NOT NULL CHECK (kind IN ('memorandum', 'data_use', 'shared_outcome')),
  title       text    NOT NULL CHECK (title <> ''),
  purpose     text    NOT NULL,
  classes     text    NOT NULL,
  language    text    NOT NULL,
  body        text    NOT NULL,
  state       text    NOT NULL CHECK (state IN ('draft', 'out', 'in_force', 'stopped')),
  starts_on   text    NOT NULL,
  expires_on  text    NOT NULL,
  version    bigint NOT NULL,
  renews      uuid    REFERENCES agreement (id),
  valid_from bigint,
  valid_until bigint,
  ended_at   bigint,
  end_reason  text,
  created_by  uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX agreement_by_state ON agreement (state, valid_until);
CREATE INDEX agreement_by_renewed ON agreement (renews);

-- Every text that was ever shown, whole, with its hash. Never changed.
CREATE TABLE agreement_text (
  agreement_id uuid    NOT NULL REFERENCES agreement (id),
  version     bigint NOT NULL,
  text         text    NOT NULL,
  sha256       text    NOT NULL,
  written_by   uuid,
  written_at  bigint NOT NULL,
  PRIMARY KEY (agreement_id, version)
);

CREATE TABLE agreement_party (
  agreement_id uuid    NOT NULL REFERENCES agreement (id),
  org          uuid    NOT NULL REFERENCES organization (id),
  withdraws_at bigint,
  reason       text,
  withdrawn_by uuid,
  noted_at    bigint,
  PRIMARY KEY (agreement_id, org)
);
CREATE INDEX agreement_party_by_org ON agreement_party (org);

-- A signature holds for the text with its hash and for no other. Only ever added.
CREATE TABLE agreement_signature (
  agreement_id uuid    NOT NULL REFERENCES agreement (id),
  org          uuid    NOT NULL REFERENCES organization (id),
  version     bigint NOT NULL,
  sha256       text    NOT NULL,
  how          text    NOT NULL CHECK (how IN ('typed', 'drawn', 'paper')),
  name         text    NOT NULL CHECK (name <> ''),
  drawing      text,
  signed_on    text    NOT NULL,
  member_id    uuid,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (agreement_id, org, version)
);

-- What the row fence asks at every look: is this organization bound by a data use agreement for this class now. Derived from
-- the agreements in force; two organizations share where both stand here under one agreement.
CREATE TABLE data_use (
  agreement_id uuid    NOT NULL REFERENCES agreement (id),
  org          uuid    NOT NULL REFERENCES organization (id),
  class        text    NOT NULL CHECK (class IN ('contact', 'needs', 'answers', 'visits')),
  valid_from  bigint NOT NULL,
  valid_until bigint NOT NULL,
  PRIMARY KEY (agreement_id, org, class)
);
CREATE INDEX data_use_by_org ON data_use (org, class, agreement_id);

-- From when a consent and a look need a data use agreement. No row: always.
CREATE TABLE agreement_rule (
  id           bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  required_on   text    NOT NULL,
  required_from bigint NOT NULL,
  updated_by    uuid,
  updated_at   bigint NOT NULL
);

-- Which reminder went out, so that none goes twice.
CREATE TABLE agreement_letter (
  about   uuid    NOT NULL,
  what    text    NOT NULL,
  sent_at bigint NOT NULL,
  PRIMARY KEY (about, what)
);
