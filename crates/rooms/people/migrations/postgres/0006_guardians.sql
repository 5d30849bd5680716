-- Who may consent for a person. `sealed` holds the name and what was seen that shows it.
CREATE TABLE guardian (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  basis text NOT NULL CHECK (basis IN ('parent', 'legal_guardian', 'health_care_agent', 'personal_representative')),
  scope text NOT NULL,
  valid_from bigint NOT NULL,
  valid_until bigint,
  of_minor bigint NOT NULL,
  ended_at bigint,
  ending text CHECK (ending IN ('noted', 'of_age', 'emancipated')),
  key_id uuid,
  sealed bytea,
  created_by uuid,
  created_at bigint NOT NULL,
  CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE INDEX guardian_by_person ON guardian (person_id);

-- A minor who decides like an adult.
CREATE TABLE emancipation (
  person_id uuid NOT NULL PRIMARY KEY REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  basis text NOT NULL CHECK (basis IN ('court', 'marriage', 'military', 'state_law')),
  noted_by uuid,
  noted_at bigint NOT NULL
);

-- Which guardian gave a consent; nobody's when the person gave it.
ALTER TABLE consent ADD COLUMN guardian_id uuid;
-- Whether a minor gave it alone.
ALTER TABLE consent ADD COLUMN minor_alone bigint NOT NULL DEFAULT 0;
CREATE INDEX consent_by_guardian ON consent (guardian_id);
-- The same beside each permission, for the row fence: a rule of one table may not ask a table whose rule asks it.
ALTER TABLE permission ADD COLUMN guardian_id uuid;
