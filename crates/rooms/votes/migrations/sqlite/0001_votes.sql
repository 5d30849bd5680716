-- Community votes. A ballot stands apart from who cast it: nothing leads from the roll to it. Ballots and receipts lie in the
-- order of random keys (on SQLite), and are written anew in the order of their content when the vote closes.
CREATE TABLE vote (
  id BLOB NOT NULL PRIMARY KEY,
  -- Who runs it.
  owner_org BLOB NOT NULL REFERENCES organization (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'published', 'cancelled')),
  -- The definition as it is published: words, rule, options (JSON).
  definition TEXT NOT NULL,
  -- Counts changes, so that nobody overwrites what somebody else just changed.
  version INTEGER NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  -- The thing of the chain it grew out of: a proposal, a gap. The chain lies in the room spine.
  grew_from BLOB,
  -- Why it was cancelled.
  reason TEXT,
  -- The signed bundle, from publication on.
  bundle TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at INTEGER,
  -- Where the charter makes the result bind: the topic in the charter's words, and the body that answers.
  topic TEXT,
  body_id BLOB REFERENCES body (id),
  -- The vote whose result was returned: this one asks again.
  asks_again BLOB REFERENCES vote (id),
  CHECK ((topic IS NULL) = (body_id IS NULL))
) STRICT;
CREATE INDEX vote_by_state ON vote (state, closes_at);
-- A question that came back is asked again once.
CREATE UNIQUE INDEX vote_asks_again ON vote (asks_again) WHERE state <> 'cancelled';

-- What the body did with a result that binds it: adopted it as it is, or returned it once with public reasons.
CREATE TABLE vote_answer (
  vote_id BLOB NOT NULL PRIMARY KEY REFERENCES vote (id),
  answer TEXT NOT NULL CHECK (answer IN ('adopted', 'returned')),
  reasons TEXT NOT NULL,
  by_member BLOB NOT NULL,
  at INTEGER NOT NULL,
  CHECK (answer = 'adopted' OR reasons <> '')
) STRICT;

-- The roll: one code, one vote. It names nobody, and does not know when somebody voted.
CREATE TABLE vote_roll (
  id BLOB NOT NULL PRIMARY KEY,
  vote_id BLOB NOT NULL REFERENCES vote (id),
  number INTEGER NOT NULL,
  code_hash TEXT NOT NULL,
  given TEXT NOT NULL CHECK (given IN ('slip', 'text')),
  voted TEXT CHECK (voted IN ('web', 'paper', 'text')),
  revoked INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX vote_roll_code ON vote_roll (vote_id, code_hash);
CREATE UNIQUE INDEX vote_roll_number ON vote_roll (vote_id, number);

CREATE TABLE vote_ballot (
  id BLOB NOT NULL PRIMARY KEY,
  vote_id BLOB NOT NULL REFERENCES vote (id),
  marks TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_ballot_of ON vote_ballot (vote_id, marks);

CREATE TABLE vote_receipt (
  vote_id BLOB NOT NULL REFERENCES vote (id),
  hash TEXT NOT NULL,
  PRIMARY KEY (vote_id, hash)
) STRICT, WITHOUT ROWID;

-- How many ballots were refused; of a second one, how the first came in.
CREATE TABLE vote_refused (
  vote_id BLOB NOT NULL REFERENCES vote (id),
  channel TEXT NOT NULL CHECK (channel IN ('web', 'paper', 'text')),
  reason TEXT NOT NULL CHECK (reason IN ('twice', 'unknown', 'revoked', 'spoilt', 'late')),
  earlier TEXT NOT NULL CHECK (earlier IN ('', 'web', 'paper', 'text')),
  n INTEGER NOT NULL,
  PRIMARY KEY (vote_id, channel, reason, earlier)
) STRICT;

-- Papers that are keyed by two members, and compared.
CREATE TABLE vote_batch (
  id BLOB NOT NULL PRIMARY KEY,
  vote_id BLOB NOT NULL REFERENCES vote (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  name TEXT NOT NULL,
  papers INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('first', 'second', 'compare', 'counted', 'dropped')),
  first_by BLOB,
  second_by BLOB,
  settled_by BLOB,
  -- What came of it: how many were counted, and refused for which reason (JSON); or why it was dropped.
  outcome TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX vote_batch_of ON vote_batch (vote_id, created_at);

-- What was keyed of a paper; deleted when its batch is counted. The code as its hash, its receipt's and its last signs.
CREATE TABLE vote_paper (
  batch_id BLOB NOT NULL REFERENCES vote_batch (id),
  number INTEGER NOT NULL,
  first_code TEXT,
  first_marks TEXT,
  second_code TEXT,
  second_marks TEXT,
  third_code TEXT,
  third_marks TEXT,
  PRIMARY KEY (batch_id, number)
) STRICT;

-- The scan of a batch, sealed in pieces.
CREATE TABLE vote_scan (
  id BLOB NOT NULL PRIMARY KEY,
  batch_id BLOB NOT NULL REFERENCES vote_batch (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  media TEXT NOT NULL CHECK (media IN ('application/pdf', 'image/jpeg', 'image/png')),
  piece INTEGER NOT NULL,
  key_id BLOB,
  sealed BLOB
) STRICT;
CREATE UNIQUE INDEX vote_scan_piece ON vote_scan (batch_id, piece);
