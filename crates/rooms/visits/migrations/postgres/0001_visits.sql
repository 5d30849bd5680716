-- Visits: FHIR's Encounter. Status words are those of the Encounter, classes those of v3-ActCode in words.
CREATE TABLE visit (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  class text NOT NULL CHECK (class IN ('emergency', 'inpatient', 'outpatient', 'home', 'virtual', 'community')),
  status text NOT NULL CHECK (status IN ('planned', 'arrived', 'in-progress', 'finished', 'cancelled')),
  started_at bigint NOT NULL,
  ended_at bigint,
  place text,
  reason text,
  -- Where it was told from, and the number it has there.
  source_system text NOT NULL,
  source_id text NOT NULL,
  -- When the source said so last: older news that comes late changes nothing.
  told_at bigint NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  CHECK (ended_at IS NULL OR ended_at >= started_at)
);
CREATE UNIQUE INDEX visit_by_source ON visit (owner_org, source_system, source_id);
CREATE INDEX visit_by_person ON visit (person_id, started_at);
