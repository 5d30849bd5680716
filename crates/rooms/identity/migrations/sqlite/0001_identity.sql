-- Which records describe the same person. Records never merge: each organization keeps its own, and an identity is a set
-- of them. A domestic-violence record is in none of these tables.

-- What may be the same person is found by shared keys (a fingerprint of birth date and name, say), never by name.
CREATE TABLE identity_key (
  token BLOB NOT NULL,
  person_id BLOB NOT NULL REFERENCES person (id),
  owner_org BLOB NOT NULL,
  PRIMARY KEY (token, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_key_by_person ON identity_key (person_id);

-- Which identity a record has now. The row fence is the one of the record itself: its owner, and whom the person's consent
-- lets see how to reach them.
CREATE TABLE identity_record (
  person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id),
  owner_org BLOB NOT NULL,
  label TEXT NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use')),
  identity_id BLOB NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX identity_record_by_identity ON identity_record (identity_id);
CREATE INDEX identity_record_by_owner ON identity_record (owner_org);

-- How many records there are, kept beside them: how likely two are one person depends on it, and counting takes long. And when
-- values were last counted.
CREATE TABLE identity_size (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  records INTEGER NOT NULL,
  counted_at INTEGER
) STRICT;
INSERT INTO identity_size (one, records) VALUES (1, 0);

-- How many records have a name, a birth date, a telephone ...: what many have says less. Nobody can tell which by a token, nor
-- whose; a value that fewer than five have is not here. Counted anew each night.
CREATE TABLE identity_frequency (
  token BLOB NOT NULL PRIMARY KEY,
  records INTEGER NOT NULL
) STRICT;

-- What the reviewers' decisions make of the model's probabilities: a curve for all and one for each two organizations. Each
-- version stays.
CREATE TABLE identity_calibration (
  version INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  decided_until INTEGER NOT NULL,
  curve TEXT NOT NULL
) STRICT;

-- Two records that are held to be one person, and why. left_person is the smaller id.
CREATE TABLE identity_link (
  left_person BLOB NOT NULL REFERENCES person (id),
  right_person BLOB NOT NULL REFERENCES person (id),
  weight REAL NOT NULL,
  probability REAL NOT NULL,
  reviewed INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
  at INTEGER NOT NULL,
  PRIMARY KEY (left_person, right_person)
) STRICT;
CREATE INDEX identity_link_by_right ON identity_link (right_person);

-- Two records that a reviewer found to be two people: they are never grouped again, not by way of others either.
CREATE TABLE identity_apart (
  left_person BLOB NOT NULL REFERENCES person (id),
  right_person BLOB NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (left_person, right_person)
) STRICT;
CREATE INDEX identity_apart_by_right ON identity_apart (right_person);

-- Pairs that a person has to look at. weight is what the model said, log2 odds; probability what decisions made of it.
CREATE TABLE identity_review (
  id BLOB NOT NULL PRIMARY KEY,
  left_person BLOB NOT NULL REFERENCES person (id),
  right_person BLOB NOT NULL REFERENCES person (id),
  left_org BLOB NOT NULL,
  right_org BLOB NOT NULL,
  stratum TEXT NOT NULL CHECK (stratum IN ('uncertain', 'sample_linked', 'sample_apart', 'doubted')),
  sampling REAL NOT NULL,
  weight REAL NOT NULL,
  probability REAL NOT NULL,
  harm REAL NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'taken', 'same', 'different', 'gone')),
  created_at INTEGER NOT NULL,
  taken_by BLOB,
  taken_at INTEGER,
  decided_at INTEGER,
  note TEXT,
  CHECK ((status = 'open') = (taken_by IS NULL) OR status = 'gone')
) STRICT;
CREATE UNIQUE INDEX identity_review_of_pair ON identity_review (left_person, right_person);
CREATE INDEX identity_review_by_harm ON identity_review (status, harm);
CREATE INDEX identity_review_by_right ON identity_review (right_person);

-- What happened, in order; nothing here is ever changed. The tables above follow from it.
CREATE TABLE identity_event (
  id BLOB NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('entered', 'left', 'linked', 'unlinked', 'kept_apart', 'apart_ended', 'grouped')),
  person_id BLOB NOT NULL,
  other_person BLOB,
  identity_before BLOB,
  identity_after BLOB,
  probability REAL,
  by_member BLOB,
  review_id BLOB
) STRICT;
CREATE INDEX identity_event_by_person ON identity_event (person_id);
