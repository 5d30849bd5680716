-- A scan of a paper that a person signed, in pieces, so that no statement ever holds many whole files. What it is and the
-- hash of the whole stand in the sealed part of its consent.
CREATE TABLE consent_scan (
  id BLOB NOT NULL PRIMARY KEY,
  consent_id BLOB NOT NULL REFERENCES consent (id),
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  piece INTEGER NOT NULL,
  key_id BLOB,
  sealed BLOB
) STRICT;
CREATE UNIQUE INDEX consent_scan_piece ON consent_scan (consent_id, piece);
CREATE INDEX consent_scan_by_person ON consent_scan (person_id);

-- A code that was sent to a person's telephone to agree to one text. `code_hash` is salted with a secret that is kept
-- nowhere and with the text, so six digits cannot be guessed from the table, and agree to nothing else.
CREATE TABLE consent_code (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  code_hash BLOB NOT NULL,
  failures INTEGER NOT NULL,
  sent_by BLOB,
  sent_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_code_by_person ON consent_code (person_id, sent_at);
