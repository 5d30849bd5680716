-- Community votes. A ballot stands apart from who cast it: nothing leads from the roll to it. Ballots and receipts lie in the
-- order of random keys (on SQLite), and are written anew in the order of their content when the vote closes.
CREATE TABLE vote (
  id uuid NOT NULL PRIMARY KEY,
  -- Who runs it.
  owner_org uuid NOT NULL REFERENCES organization (id),
  state text NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'published', 'cancelled')),
  -- The definition as it is published: words, rule, options (JSON).
  definition text NOT NULL,
  -- Counts changes, so that nobody overwrites what somebody else just changed.
  version bigint NOT NULL,
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  -- The thing of the chain it grew out of: a proposal, a gap. The chain lies in the room spine.
  grew_from uuid,
  -- Why it was cancelled.
  reason text,
  -- The signed bundle, from publication on.
  bundle text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  published_at bigint,
  -- Where the charter makes the result bind: the topic in the charter's words, and the body that answers.
  topic text,
  body_id uuid REFERENCES body (id),
  -- The vote whose result was returned: this one asks again.
  asks_again uuid REFERENCES vote (id),
  CHECK ((topic IS NULL) = (body_id IS NULL))
);
CREATE INDEX vote_by_state ON vote (state, closes_at);
-- A question that came back is asked again once.
CREATE UNIQUE INDEX vote_asks_again ON vote (asks_again) WHERE state <> 'cancelled';

-- What the body did with a result that binds it: adopted it as it is, or returned it once with public reasons.
CREATE TABLE vote_answer (
  vote_id uuid NOT NULL PRIMARY KEY REFERENCES vote (id),
  answer text NOT NULL CHECK (answer IN ('adopted', 'returned')),
  reasons text NOT NULL,
  by_member uuid NOT NULL,
  at bigint NOT NULL,
  CHECK (answer = 'adopted' OR reasons <> '')
);

-- The roll: one code, one vote. It names nobody, and does not know when somebody voted.
CREATE TABLE vote_roll (
  id uuid NOT NULL PRIMARY KEY,
  vote_id uuid NOT NULL REFERENCES vote (id),
  number bigint NOT NULL,
  code_hash text NOT NULL,
  given text NOT NULL CHECK (given IN ('slip', 'text')),
  voted text CHECK (voted IN ('web', 'paper', 'text')),
  revoked bigint NOT NULL
);
CREATE UNIQUE INDEX vote_roll_code ON vote_roll (vote_id, code_hash);
CREATE UNIQUE INDEX vote_roll_number ON vote_roll (vote_id, number);

CREATE TABLE vote_ballot (
  id uuid NOT NULL PRIMARY KEY,
  vote_id uuid NOT NULL REFERENCES vote (id),
  marks text NOT NULL
);
CREATE INDEX vote_ballot_of ON vote_ballot (vote_id, marks);

CREATE TABLE vote_receipt (
  vote_id uuid NOT NULL REFERENCES vote (id),
  hash text NOT NULL,
  PRIMARY KEY (vote_id, hash)
);

-- How many ballots were refused; of a second one, how the first came in.
CREATE TABLE vote_refused (
  vote_id uuid NOT NULL REFERENCES vote (id),
  channel text NOT NULL CHECK (channel IN ('web', 'paper', 'text')),
  reason text NOT NULL CHECK (reason IN ('twice', 'unknown', 'revoked', 'spoilt', 'late')),
  earlier text NOT NULL CHECK (earlier IN ('', 'web', 'paper', 'text')),
  n bigint NOT NULL,
  PRIMARY KEY (vote_id, channel, reason, earlier)
);

-- Papers that are keyed by two members, and compared.
CREATE TABLE vote_batch (
  id uuid NOT NULL PRIMARY KEY,
  vote_id uuid NOT NULL REFERENCES vote (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  name text NOT NULL,
  papers bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('first', 'second', 'compare', 'counted', 'dropped')),
  first_by uuid,
  second_by uuid,
  settled_by uuid,
  -- What came of it: how many were counted, and refused for which reason (JSON); or why it was dropped.
  outcome text,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL
);
CREATE INDEX vote_batch_of ON vote_batch (vote_id, created_at);

-- What was keyed of a paper; deleted when its batch is counted. The code as its hash, its receipt's and its last signs.
CREATE TABLE vote_paper (
  batch_id uuid NOT NULL REFERENCES vote_batch (id),
  number bigint NOT NULL,
  first_code text,
  first_marks text,
  second_code text,
  second_marks text,
  third_code text,
  third_marks text,
  PRIMARY KEY (batch_id, number)
);

-- The scan of a batch, sealed in pieces.
CREATE TABLE vote_scan (
  id uuid NOT NULL PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES vote_batch (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  media text NOT NULL CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
  piece bigint NOT NULL,
  key_id uuid,
  sealed bytea
);
CREATE UNIQUE INDEX vote_scan_piece ON vote_scan (batch_id, piece);
