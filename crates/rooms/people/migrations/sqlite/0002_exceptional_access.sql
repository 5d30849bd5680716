-- One member may look at one record of another organization for a while, without a consent: to compare two records that may
-- be one person, or in an emergency. One row for each class of data; the row fence reads it.
CREATE TABLE exceptional_access (
  id BLOB NOT NULL PRIMARY KEY,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  member_id BLOB NOT NULL,
  org BLOB NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('identity_review', 'emergency')),
  class TEXT NOT NULL,
  reason TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE INDEX exceptional_access_by_fence ON exceptional_access (person_id, member_id);
