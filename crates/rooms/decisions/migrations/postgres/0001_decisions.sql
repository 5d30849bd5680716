-- Proposals on their way to a decision. Public business: nothing here is about a person who is served.
CREATE TABLE proposal (
  id              uuid    NOT NULL PRIMARY KEY,
  title           text    NOT NULL CHECK (title <> ''),
  title_es        text,
  -- Which body decides; none until somebody takes a resident's proposal up.
  body_id         uuid    REFERENCES body (id),
  stage           text    NOT NULL CHECK (stage IN ('received', 'proposed', 'clarify', 'react', 'consent', 'integrate', 'vote',
                                                    'adopted', 'withdrawn')),
  stage_at        bigint NOT NULL,
  -- Which time it stands in the consent stage; stances are taken anew each time.
  round           bigint NOT NULL,
  version         bigint NOT NULL,
  -- Grows with every change: an objection and an adoption at the same moment cannot both go through unseen.
  revision        bigint NOT NULL,
  policy_ask      bigint NOT NULL CHECK (policy_ask IN (0, 1)),
  -- Whether who proposed it decides it, after asking for advice.
  advice          bigint NOT NULL DEFAULT 0 CHECK (advice IN (0, 1)),
  -- Who proposed it: a member for an organization, or a resident, who may leave a name.
  by_member       uuid,
  by_organization uuid    REFERENCES organization (id),
  by_name         text,
  created_at      bigint NOT NULL
);
CREATE INDEX proposal_by_stage ON proposal (stage, stage_at);
CREATE INDEX proposal_body ON proposal (body_id);

-- Every version of the text, with its SHA-256.
CREATE TABLE proposal_version (
  proposal_id uuid    NOT NULL REFERENCES proposal (id),
  version     bigint NOT NULL,
  problem     text    NOT NULL,
  problem_es  text,
  body        text    NOT NULL,
  body_es     text,
  text_hash   text    NOT NULL,
  changed     text    NOT NULL,
  by_member   uuid,
  at          bigint NOT NULL,
  PRIMARY KEY (proposal_id, version)
);

-- Organizations that a proposal is about: who works for one of them stands aside.
CREATE TABLE proposal_about (
  proposal_id     uuid NOT NULL REFERENCES proposal (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  PRIMARY KEY (proposal_id, organization_id)
);

-- What the decision will ask of whom, by when.
CREATE TABLE proposal_promise (
  id              uuid NOT NULL PRIMARY KEY,
  proposal_id     uuid NOT NULL REFERENCES proposal (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  what            text NOT NULL CHECK (what <> ''),
  what_es         text,
  due_on          text NOT NULL
);
CREATE INDEX proposal_promise_proposal ON proposal_promise (proposal_id);

-- The way it went.
CREATE TABLE proposal_stage (
  proposal_id uuid    NOT NULL REFERENCES proposal (id),
  -- 1 and up: steps of one moment keep their order.
  position    bigint NOT NULL,
  stage       text    NOT NULL,
  round       bigint NOT NULL,
  version     bigint NOT NULL,
  text_hash   text    NOT NULL,
  why         text    NOT NULL,
  by_member   uuid,
  at          bigint NOT NULL,
  PRIMARY KEY (proposal_id, position)
);

-- Questions with their answers, and reactions.
CREATE TABLE proposal_remark (
  id              uuid    NOT NULL PRIMARY KEY,
  proposal_id     uuid    NOT NULL REFERENCES proposal (id),
  version         bigint NOT NULL,
  kind            text    NOT NULL CHECK (kind IN ('question', 'reaction')),
  body            text    NOT NULL CHECK (body <> ''),
  organization_id uuid    REFERENCES organization (id),
  sector          text    NOT NULL,
  by_member       uuid    NOT NULL,
  at              bigint NOT NULL,
  answer          text,
  answered_at     bigint,
  answered_by     uuid
);
CREATE INDEX proposal_remark_proposal ON proposal_remark (proposal_id, at);

-- What a seat said in a round: one stance each, the last one counts.
CREATE TABLE stance (
  proposal_id uuid    NOT NULL REFERENCES proposal (id),
  round       bigint NOT NULL,
  stage       text    NOT NULL CHECK (stage IN ('consent', 'vote')),
  seat_id     uuid    NOT NULL REFERENCES seat (id),
  version     bigint NOT NULL,
  kind        text    NOT NULL CHECK (kind IN ('consent', 'concern', 'objection', 'aside', 'yes', 'no', 'abstain')),
  words       text    NOT NULL,
  sector      text    NOT NULL,
  by_member   uuid    NOT NULL,
  as_deputy   bigint NOT NULL CHECK (as_deputy IN (0, 1)),
  at          bigint NOT NULL,
  PRIMARY KEY (proposal_id, round, stage, seat_id)
);

CREATE TABLE objection (
  id          uuid    NOT NULL PRIMARY KEY,
  proposal_id uuid    NOT NULL REFERENCES proposal (id),
  round       bigint NOT NULL,
  version     bigint NOT NULL,
  seat_id     uuid    NOT NULL REFERENCES seat (id),
  by_member   uuid    NOT NULL,
  sector      text    NOT NULL,
  reason      text    NOT NULL CHECK (reason <> ''),
  state       text    NOT NULL CHECK (state IN ('open', 'withdrawn', 'integrated')),
  in_version  bigint,
  at          bigint NOT NULL,
  ended_at    bigint,
  CHECK ((state = 'integrated') = (in_version IS NOT NULL))
);
CREATE INDEX objection_proposal ON objection (proposal_id, at);

CREATE TABLE decision (
  id          uuid    NOT NULL PRIMARY KEY,
  proposal_id uuid    NOT NULL REFERENCES proposal (id),
  body_id     uuid    NOT NULL REFERENCES body (id),
  version     bigint NOT NULL,
  text_hash   text    NOT NULL,
  way         text    NOT NULL CHECK (way IN ('consent', 'vote', 'advice')),
  -- What was done with the advice.
  used        text    NOT NULL DEFAULT '',
  adopted_on  text    NOT NULL,
  review_on   text    NOT NULL,
  ended_on    text,
  at          bigint NOT NULL
);
CREATE UNIQUE INDEX decision_proposal ON decision (proposal_id);

-- A look back at a decision: confirmed until another date, or ended.
CREATE TABLE decision_review (
  id          uuid    NOT NULL PRIMARY KEY,
  decision_id uuid    NOT NULL REFERENCES decision (id),
  result      text    NOT NULL CHECK (result IN ('confirmed', 'ended')),
  words       text    NOT NULL,
  next_on     text,
  by_member   uuid,
  at          bigint NOT NULL
);
CREATE INDEX decision_review_decision ON decision_review (decision_id, at);

-- Organizations that do not join a policy ask. It is not an objection; it says whose name does not stand under it.
CREATE TABLE stood_aside (
  decision_id     uuid    NOT NULL REFERENCES decision (id),
  organization_id uuid    NOT NULL REFERENCES organization (id),
  why             text    NOT NULL,
  by_member       uuid    NOT NULL,
  at              bigint NOT NULL,
  PRIMARY KEY (decision_id, organization_id)
);
