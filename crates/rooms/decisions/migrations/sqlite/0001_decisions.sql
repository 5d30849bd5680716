-- Proposals on their way to a decision. Public business: nothing here is about a person who is served.
CREATE TABLE proposal (
  id              BLOB    NOT NULL PRIMARY KEY,
  title           TEXT    NOT NULL CHECK (title <> ''),
  title_es        TEXT,
  -- Which body decides; none until somebody takes a resident's proposal up.
  body_id         BLOB    REFERENCES body (id),
  stage           TEXT    NOT NULL CHECK (stage IN ('received', 'proposed', 'clarify', 'react', 'consent', 'integrate', 'vote',
                                                    'adopted', 'withdrawn')),
  stage_at        INTEGER NOT NULL,
  -- Which time it stands in the consent stage; stances are taken anew each time.
  round           INTEGER NOT NULL,
  version         INTEGER NOT NULL,
  -- Grows with every change: an objection and an adoption at the same moment cannot both go through unseen.
  revision        INTEGER NOT NULL,
  policy_ask      INTEGER NOT NULL CHECK (policy_ask IN (0, 1)),
  -- Whether who proposed it decides it, after asking for advice.
  advice          INTEGER NOT NULL DEFAULT 0 CHECK (advice IN (0, 1)),
  -- Who proposed it: a member for an organization, or a resident, who may leave a name.
  by_member       BLOB,
  by_organization BLOB    REFERENCES organization (id),
  by_name         TEXT,
  created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX proposal_by_stage ON proposal (stage, stage_at);
CREATE INDEX proposal_body ON proposal (body_id);

-- Every version of the text, with its SHA-256.
CREATE TABLE proposal_version (
  proposal_id BLOB    NOT NULL REFERENCES proposal (id),
  version     INTEGER NOT NULL,
  problem     TEXT    NOT NULL,
  problem_es  TEXT,
  body        TEXT    NOT NULL,
  body_es     TEXT,
  text_hash   TEXT    NOT NULL,
  changed     TEXT    NOT NULL,
  by_member   BLOB,
  at          INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, version)
) STRICT;

-- Organizations that a proposal is about: who works for one of them stands aside.
CREATE TABLE proposal_about (
  proposal_id     BLOB NOT NULL REFERENCES proposal (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  PRIMARY KEY (proposal_id, organization_id)
) STRICT;

-- What the decision will ask of whom, by when.
CREATE TABLE proposal_promise (
  id              BLOB NOT NULL PRIMARY KEY,
  proposal_id     BLOB NOT NULL REFERENCES proposal (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  what            TEXT NOT NULL CHECK (what <> ''),
  what_es         TEXT,
  due_on          TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_promise_proposal ON proposal_promise (proposal_id);

-- The way it went.
CREATE TABLE proposal_stage (
  proposal_id BLOB    NOT NULL REFERENCES proposal (id),
  -- 1 and up: steps of one moment keep their order.
  position    INTEGER NOT NULL,
  stage       TEXT    NOT NULL,
  round       INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  text_hash   TEXT    NOT NULL,
  why         TEXT    NOT NULL,
  by_member   BLOB,
  at          INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, position)
) STRICT;

-- Questions with their answers, and reactions.
CREATE TABLE proposal_remark (
  id              BLOB    NOT NULL PRIMARY KEY,
  proposal_id     BLOB    NOT NULL REFERENCES proposal (id),
  version         INTEGER NOT NULL,
  kind            TEXT    NOT NULL CHECK (kind IN ('question', 'reaction')),
  body            TEXT    NOT NULL CHECK (body <> ''),
  organization_id BLOB    REFERENCES organization (id),
  sector          TEXT    NOT NULL,
  by_member       BLOB    NOT NULL,
  at              INTEGER NOT NULL,
  answer          TEXT,
  answered_at     INTEGER,
  answered_by     BLOB
) STRICT;
CREATE INDEX proposal_remark_proposal ON proposal_remark (proposal_id, at);

-- What a seat said in a round: one stance each, the last one counts.
CREATE TABLE stance (
  proposal_id BLOB    NOT NULL REFERENCES proposal (id),
  round       INTEGER NOT NULL,
  stage       TEXT    NOT NULL CHECK (stage IN ('consent', 'vote')),
  seat_id     BLOB    NOT NULL REFERENCES seat (id),
  version     INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('consent', 'concern', 'objection', 'aside', 'yes', 'no', 'abstain')),
  words       TEXT    NOT NULL,
  sector      TEXT    NOT NULL,
  by_member   BLOB    NOT NULL,
  as_deputy   INTEGER NOT NULL CHECK (as_deputy IN (0, 1)),
  at          INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, round, stage, seat_id)
) STRICT;

CREATE TABLE objection (
  id          BLOB    NOT NULL PRIMARY KEY,
  proposal_id BLOB    NOT NULL REFERENCES proposal (id),
  round       INTEGER NOT NULL,
  version     INTEGER NOT NULL,
  seat_id     BLOB    NOT NULL REFERENCES seat (id),
  by_member   BLOB    NOT NULL,
  sector      TEXT    NOT NULL,
  reason      TEXT    NOT NULL CHECK (reason <> ''),
  state       TEXT    NOT NULL CHECK (state IN ('open', 'withdrawn', 'integrated')),
  in_version  INTEGER,
  at          INTEGER NOT NULL,
  ended_at    INTEGER,
  CHECK ((state = 'integrated') = (in_version IS NOT NULL))
) STRICT;
CREATE INDEX objection_proposal ON objection (proposal_id, at);

CREATE TABLE decision (
  id          BLOB    NOT NULL PRIMARY KEY,
  proposal_id BLOB    NOT NULL REFERENCES proposal (id),
  body_id     BLOB    NOT NULL REFERENCES body (id),
  version     INTEGER NOT NULL,
  text_hash   TEXT    NOT NULL,
  way         TEXT    NOT NULL CHECK (way IN ('consent', 'vote', 'advice')),
  -- What was done with the advice.
  used        TEXT    NOT NULL DEFAULT '',
  adopted_on  TEXT    NOT NULL,
  review_on   TEXT    NOT NULL,
  ended_on    TEXT,
  at          INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX decision_proposal ON decision (proposal_id);

-- A look back at a decision: confirmed until another date, or ended.
CREATE TABLE decision_review (
  id          BLOB    NOT NULL PRIMARY KEY,
  decision_id BLOB    NOT NULL REFERENCES decision (id),
  result      TEXT    NOT NULL CHECK (result IN ('confirmed', 'ended')),
  words       TEXT    NOT NULL,
  next_on     TEXT,
  by_member   BLOB,
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_review_decision ON decision_review (decision_id, at);

-- Organizations that do not join a policy ask. It is not an objection; it says whose name does not stand under it.
CREATE TABLE stood_aside (
  decision_id     BLOB    NOT NULL REFERENCES decision (id),
  organization_id BLOB    NOT NULL REFERENCES organization (id),
  why             TEXT    NOT NULL,
  by_member       BLOB    NOT NULL,
  at              INTEGER NOT NULL,
  PRIMARY KEY (decision_id, organization_id)
) STRICT;
