-- Who may consent for a person. `sealed` holds the name and what was seen that shows it.
CREATE TABLE guardian (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  basis TEXT NOT NULL CHECK (basis IN ('parent', 'legal_guardian', 'health_care_agent', 'personal_representative')),
  scope TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_until INTEGER,
  of_minor INTEGER NOT NULL,
  ended_at INTEGER,
  ending TEXT CHECK (ending IN ('noted', 'of_age', 'emancipated')),
  key_id BLOB,
  sealed BLOB,
  created_by BLOB,
  created_at INTEGER NOT NULL,
  CHECK ((ended_at IS NULL) = (ending IS NULL))
) STRICT;
CREATE INDEX guardian_by_person ON guardian (person_id);

-- A minor who decides like an adult.
CREATE TABLE emancipation (
  person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  basis TEXT NOT NULL CHECK (basis IN ('court', 'marriage', 'military', 'state_law')),
  noted_by BLOB,
  noted_at INTEGER NOT NULL
) STRICT;

-- Which guardian gave a consent; nobody's when the person gave it.
ALTER TABLE consent ADD COLUMN guardian_id BLOB;
-- Whether a minor gave it alone.
ALTER TABLE consent ADD COLUMN minor_alone INTEGER NOT NULL DEFAULT 0;
CREATE INDEX consent_by_guardian ON consent (guardian_id);
-- The same beside each permission, for the row fence: a rule of one table may not ask a table whose rule asks it.
ALTER TABLE permission ADD COLUMN guardian_id BLOB;
