-- Open conversations. A voice is a random row that takes part: nothing in it leads to a person, a device or a time.
CREATE TABLE conversation (
  id             uuid    NOT NULL PRIMARY KEY,
  -- Whose key the voices of members are kept with.
  owner_org      uuid    NOT NULL REFERENCES organization (id),
  -- The body that asks; none where the partnership itself does.
  body_id        uuid    REFERENCES body (id),
  question       text    NOT NULL CHECK (question <> ''),
  question_es    text,
  explanation    text    NOT NULL CHECK (explanation <> ''),
  explanation_es text,
  -- The last day on which one can take part.
  ends_on        text    NOT NULL,
  -- Set where it was ended before that day.
  closed_at      bigint,
  -- Grows with every change of it or its statements.
  revision       bigint NOT NULL,
  by_member      uuid,
  created_at     bigint NOT NULL
);
CREATE INDEX conversation_ends ON conversation (ends_on);
CREATE INDEX conversation_body ON conversation (body_id);

-- What can be agreed with. Who sent one in, and when, is not kept.
CREATE TABLE conversation_statement (
  id              uuid    NOT NULL PRIMARY KEY,
  conversation_id uuid    NOT NULL REFERENCES conversation (id),
  -- 1 and up, as they came.
  position        bigint NOT NULL,
  words           text    NOT NULL CHECK (words <> ''),
  words_es        text,
  -- By those who opened it, or by somebody who takes part.
  seed            bigint NOT NULL CHECK (seed IN (0, 1)),
  state           text    NOT NULL CHECK (state IN ('waiting', 'accepted', 'set_aside')),
  -- Why it was set aside: everybody can read that, and not what was set aside.
  reason          text,
  decided_by      uuid,
  decided_at      bigint,
  CHECK ((state = 'set_aside') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX conversation_statement_position ON conversation_statement (conversation_id, position);

-- One for each who takes part, in the order of random ids.
CREATE TABLE conversation_voice (
  id              uuid    NOT NULL PRIMARY KEY,
  conversation_id uuid    NOT NULL REFERENCES conversation (id),
  -- A hash of the random word in a cookie, or a token that only the key file can make from a member.
  voice_key       text    NOT NULL,
  side            text    NOT NULL CHECK (side IN ('resident', 'partner', 'unsaid')),
  sector          text,
  lived           text    NOT NULL CHECK (lived IN ('yes', 'no', 'unsaid')),
  CHECK ((side = 'partner') = (sector IS NOT NULL))
);
CREATE UNIQUE INDEX conversation_voice_key ON conversation_voice (conversation_id, voice_key);

CREATE TABLE conversation_answer (
  voice_id     uuid NOT NULL REFERENCES conversation_voice (id),
  statement_id uuid NOT NULL REFERENCES conversation_statement (id),
  answer       text NOT NULL CHECK (answer IN ('agree', 'disagree', 'pass')),
  PRIMARY KEY (voice_id, statement_id)
);
