-- A scan of a paper that a person signed, in pieces, so that no statement ever holds many whole files. What it is and the
-- hash of the whole stand in the sealed part of its consent.
CREATE TABLE consent_scan (
  id uuid NOT NULL PRIMARY KEY,
  consent_id uuid NOT NULL REFERENCES consent (id),
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  piece bigint NOT NULL,
  key_id uuid,
  sealed bytea
);
CREATE UNIQUE INDEX consent_scan_piece ON consent_scan (consent_id, piece);
CREATE INDEX consent_scan_by_person ON consent_scan (person_id);

-- A code that was sent to a person's telephone to agree to one text. `code_hash` is salted with a secret that is kept
-- nowhere and with the text, so six digits cannot be guessed from the table, and agree to nothing else.
CREATE TABLE consent_code (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  code_hash bytea NOT NULL,
  failures bigint NOT NULL,
  sent_by uuid,
  sent_at bigint NOT NULL,
  valid_until bigint NOT NULL
);
CREATE INDEX consent_code_by_person ON consent_code (person_id, sent_at);
