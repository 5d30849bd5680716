-- Which records describe the same person. Records never merge: each organization keeps its own, and an identity is a set
-- of them. A domestic-violence record is in none of these tables.

-- What may be the same person is found by shared keys (a fingerprint of birth date and name, say), never by name.
CREATE TABLE identity_key (
  token uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  owner_org uuid NOT NULL,
  PRIMARY KEY (token, person_id)
);
CREATE INDEX identity_key_by_person ON identity_key (person_id);

-- Which identity a record has now. The row fence is the one of the record itself: its owner, and whom the person's consent
-- lets see how to reach them.
CREATE TABLE identity_record (
  person_id uuid NOT NULL PRIMARY KEY REFERENCES person (id),
  owner_org uuid NOT NULL,
  label text NOT NULL CHECK (label IN ('general', 'education', 'behavioural_health', 'hiv', 'substance_use')),
  identity_id uuid NOT NULL,
  since bigint NOT NULL
);
CREATE INDEX identity_record_by_identity ON identity_record (identity_id);
CREATE INDEX identity_record_by_owner ON identity_record (owner_org);

-- How many records there are, kept beside them: how likely two are one person depends on it, and counting takes long. And when
-- values were last counted.
CREATE TABLE identity_size (
  one bigint NOT NULL PRIMARY KEY CHECK (one = 1),
  records bigint NOT NULL,
  counted_at bigint
);
INSERT INTO identity_size (one, records) VALUES (1, 0);

-- How many records have a name, a birth date, a telephone ...: what many have says less. Nobody can tell which by a token, nor
-- whose; a value that fewer than five have is not here. Counted anew each night.
CREATE TABLE identity_frequency (
  token uuid NOT NULL PRIMARY KEY,
  records bigint NOT NULL
);

-- What the reviewers' decisions make of the model's probabilities: a curve for all and one for each two organizations. Each
-- version stays.
CREATE TABLE identity_calibration (
  version bigint NOT NULL PRIMARY KEY,
  at bigint NOT NULL,
  reviews bigint NOT NULL,
  decided_until bigint NOT NULL,
  curve text NOT NULL
);

-- Two records that are held to be one person, and why. left_person is the smaller id.
CREATE TABLE identity_link (
  left_person uuid NOT NULL REFERENCES person (id),
  right_person uuid NOT NULL REFERENCES person (id),
  weight double precision NOT NULL,
  probability double precision NOT NULL,
  reviewed bigint NOT NULL CHECK (reviewed IN (0, 1)),
  at bigint NOT NULL,
  PRIMARY KEY (left_person, right_person)
);
CREATE INDEX identity_link_by_right ON identity_link (right_person);

-- Two records that a reviewer found to be two people: they are never grouped again, not by way of others either.
CREATE TABLE identity_apart (
  left_person uuid NOT NULL REFERENCES person (id),
  right_person uuid NOT NULL REFERENCES person (id),
  at bigint NOT NULL,
  PRIMARY KEY (left_person, right_person)
);
CREATE INDEX identity_apart_by_right ON identity_apart (right_person);

-- Pairs that a person has to look at. weight is what the model said, log2 odds; probability what decisions made of it.
CREATE TABLE identity_review (
  id uuid NOT NULL PRIMARY KEY,
  left_person uuid NOT NULL REFERENCES person (id),
  right_person uuid NOT NULL REFERENCES person (id),
  left_org uuid NOT NULL,
  right_org uuid NOT NULL,
  stratum text NOT NULL CHECK (stratum IN ('uncertain', 'sample_linked', 'sample_apart', 'doubted')),
  sampling double precision NOT NULL,
  weight double precision NOT NULL,
  probability double precision NOT NULL,
  harm double precision NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'taken', 'same', 'different', 'gone')),
  created_at bigint NOT NULL,
  taken_by uuid,
  taken_at bigint,
  decided_at bigint,
  note text,
  CHECK ((status = 'open') = (taken_by IS NULL) OR status = 'gone')
);
CREATE UNIQUE INDEX identity_review_of_pair ON identity_review (left_person, right_person);
CREATE INDEX identity_review_by_harm ON identity_review (status, harm);
CREATE INDEX identity_review_by_right ON identity_review (right_person);

-- What happened, in order; nothing here is ever changed. The tables above follow from it.
CREATE TABLE identity_event (
  id uuid NOT NULL PRIMARY KEY,
  at bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('entered', 'left', 'linked', 'unlinked', 'kept_apart', 'apart_ended', 'grouped')),
  person_id uuid NOT NULL,
  other_person uuid,
  identity_before uuid,
  identity_after uuid,
  probability double precision,
  by_member uuid,
  review_id uuid
);
CREATE INDEX identity_event_by_person ON identity_event (person_id);
