-- One member may look at one record of another organization for a while, without a consent: to compare two records that may
-- be one person, or in an emergency. One row for each class of data; the row fence reads it.
CREATE TABLE exceptional_access (
  id uuid NOT NULL PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  member_id uuid NOT NULL,
  org uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('identity_review', 'emergency')),
  class text NOT NULL,
  reason text NOT NULL,
  granted_at bigint NOT NULL,
  valid_until bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX exceptional_access_by_fence ON exceptional_access (person_id, member_id);
