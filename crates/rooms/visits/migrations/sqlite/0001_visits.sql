-- Visits: FHIR's Encounter. Status words are those of the Encounter, classes those of v3-ActCode in words.
CREATE TABLE visit (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use', 'domestic_violence')),
  class TEXT NOT NULL CHECK (class IN ('emergency', 'inpatient', 'outpatient', 'home', 'virtual', 'community')),
  status TEXT NOT NULL CHECK (status IN ('planned', 'arrived', 'in-progress', 'finished', 'cancelled')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  place TEXT,
  reason TEXT,
  -- Where it was told from, and the number it has there.
  source_system TEXT NOT NULL,
  source_id TEXT NOT NULL,
  -- When the source said so last: older news that comes late changes nothing.
  told_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK (ended_at IS NULL OR ended_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX visit_by_source ON visit (owner_org, source_system, source_id);
CREATE INDEX visit_by_person ON visit (person_id, started_at);
