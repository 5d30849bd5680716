-- Open conversations. A voice is a random row that takes part: nothing in it leads to a person, a device or a time.
CREATE TABLE conversation (
  id             BLOB    NOT NULL PRIMARY KEY,
  -- Whose key the voices of members are kept with.
  owner_org      BLOB    NOT NULL REFERENCES organization (id),
  -- The body that asks; none where the partnership itself does.
  body_id        BLOB    REFERENCES body (id),
  question       TEXT    NOT NULL CHECK (question <> ''),
  question_es    TEXT,
  explanation    TEXT    NOT NULL CHECK (explanation <> ''),
  explanation_es TEXT,
  -- The last day on which one can take part.
  ends_on        TEXT    NOT NULL,
  -- Set where it was ended before that day.
  closed_at      INTEGER,
  -- Grows with every change of it or its statements.
  revision       INTEGER NOT NULL,
  by_member      BLOB,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX conversation_ends ON conversation (ends_on);
CREATE INDEX conversation_body ON conversation (body_id);

-- What can be agreed with. Who sent one in, and when, is not kept.
CREATE TABLE conversation_statement (
  id              BLOB    NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversation (id),
  -- 1 and up, as they came.
  position        INTEGER NOT NULL,
  words           TEXT    NOT NULL CHECK (words <> ''),
  words_es        TEXT,
  -- By those who opened it, or by somebody who takes part.
  seed            INTEGER NOT NULL CHECK (seed IN (0, 1)),
  state           TEXT    NOT NULL CHECK (state IN ('waiting', 'accepted', 'set_aside')),
  -- Why it was set aside: everybody can read that, and not what was set aside.
  reason          TEXT,
  decided_by      BLOB,
  decided_at      INTEGER,
  CHECK ((state = 'set_aside') = (reason IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX conversation_statement_position ON conversation_statement (conversation_id, position);

-- One for each who takes part, in the order of random ids.
CREATE TABLE conversation_voice (
  id              BLOB    NOT NULL PRIMARY KEY,
  conversation_id BLOB    NOT NULL REFERENCES conversation (id),
  -- A hash of the random word in a cookie, or a token that only the key file can make from a member.
  voice_key       TEXT    NOT NULL,
  side            TEXT    NOT NULL CHECK (side IN ('resident', 'partner', 'unsaid')),
  sector          TEXT,
  lived           TEXT    NOT NULL CHECK (lived IN ('yes', 'no', 'unsaid')),
  CHECK ((side = 'partner') = (sector IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversation_voice_key ON conversation_voice (conversation_id, voice_key);

CREATE TABLE conversation_answer (
  voice_id     BLOB NOT NULL REFERENCES conversation_voice (id),
  statement_id BLOB NOT NULL REFERENCES conversation_statement (id),
  answer       TEXT NOT NULL CHECK (answer IN ('agree', 'disagree', 'pass')),
  PRIMARY KEY (voice_id, statement_id)
) STRICT, WITHOUT ROWID;
