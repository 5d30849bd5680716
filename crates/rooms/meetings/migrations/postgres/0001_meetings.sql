-- Meetings of bodies: when, where, about what, who came, what was written down. Public business: nothing here is about a person who is served.
-- A plan is what an invitation is about: one meeting, or one that comes round.
CREATE TABLE meeting_plan (
  id           uuid    NOT NULL PRIMARY KEY,
  body_id      uuid    NOT NULL REFERENCES body (id),
  title        text    NOT NULL CHECK (title <> ''),
  title_es     text,
  room         text    NOT NULL,
  online       text    NOT NULL,
  phone        text    NOT NULL,
  -- Local date and time of the first meeting, and the zone that they are in.
  first_start  text    NOT NULL,
  minutes      bigint  NOT NULL CHECK (minutes > 0),
  zone         text    NOT NULL,
  -- RFC 5545, without its name.
  rule         text,
  public       bigint  NOT NULL CHECK (public IN (0, 1)),
  -- Counts up with every change that calendars have to hear of.
  sequence     bigint  NOT NULL,
  organizer    uuid,
  created_at   bigint  NOT NULL,
  cancelled_at bigint,
  cancelled_why text
);
CREATE INDEX meeting_plan_body ON meeting_plan (body_id);

CREATE TABLE meeting (
  id            uuid    NOT NULL PRIMARY KEY,
  plan_id       uuid    NOT NULL REFERENCES meeting_plan (id),
  body_id       uuid    NOT NULL REFERENCES body (id),
  -- The local start that the rule gives it, also after it was moved: what an invitation calls it.
  recurrence    text    NOT NULL,
  title         text    NOT NULL CHECK (title <> ''),
  title_es      text,
  room          text    NOT NULL,
  online        text    NOT NULL,
  phone         text    NOT NULL,
  starts_local  text    NOT NULL,
  ends_local    text    NOT NULL,
  starts_at     bigint  NOT NULL,
  ends_at       bigint  NOT NULL,
  public        bigint  NOT NULL CHECK (public IN (0, 1)),
  -- Set apart from its plan: another time or place.
  moved         bigint  NOT NULL CHECK (moved IN (0, 1)),
  state         text    NOT NULL CHECK (state IN ('planned', 'running', 'closed', 'published', 'cancelled')),
  cancelled_why text,
  opened_at     bigint,
  closed_at     bigint,
  published_at  bigint,
  -- What the minutes begin with, and what a change of it is made on top of.
  summary       text    NOT NULL,
  revision      bigint  NOT NULL,
  reminded_week bigint,
  reminded_day  bigint
);
CREATE UNIQUE INDEX meeting_recurrence ON meeting (plan_id, recurrence);
CREATE INDEX meeting_when ON meeting (starts_at);
CREATE INDEX meeting_body ON meeting (body_id, starts_at);

-- Who has an invitation, and its last number.
CREATE TABLE meeting_invitation (
  plan_id   uuid    NOT NULL REFERENCES meeting_plan (id),
  member_id uuid    NOT NULL,
  sequence  bigint  NOT NULL,
  PRIMARY KEY (plan_id, member_id)
);

-- Answers to an invitation; what somebody needs is for those who organize.
CREATE TABLE meeting_answer (
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  member_id  uuid    NOT NULL,
  answer     text    NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
  way        text    CHECK (way IN ('room', 'online', 'phone')),
  needs      text    NOT NULL,
  needs_text text    NOT NULL,
  at         bigint  NOT NULL,
  PRIMARY KEY (meeting_id, member_id)
);

CREATE TABLE agenda_item (
  id         uuid    NOT NULL PRIMARY KEY,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  position   bigint  NOT NULL,
  kind       text    NOT NULL CHECK (kind IN ('information', 'discussion', 'decision')),
  title      text    NOT NULL CHECK (title <> ''),
  minutes    bigint  NOT NULL CHECK (minutes > 0),
  -- For whom it was proposed: the sector of the seat.
  sector     text,
  seat_id    uuid    REFERENCES seat (id),
  by_member  uuid,
  item_id    uuid    REFERENCES chain_item (id),
  notes      text    NOT NULL,
  revision   bigint  NOT NULL,
  created_at bigint  NOT NULL,
  dropped_at bigint
);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);

-- One stay at a meeting: somebody in a seat, or a guest.
CREATE TABLE meeting_presence (
  id         uuid    NOT NULL PRIMARY KEY,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  seat_id    uuid    REFERENCES seat (id),
  deputy     bigint  NOT NULL CHECK (deputy IN (0, 1)),
  sector     text    NOT NULL,
  guest      text    NOT NULL,
  way        text    NOT NULL CHECK (way IN ('room', 'online', 'phone')),
  came_at    bigint  NOT NULL,
  left_at    bigint,
  undone_at  bigint
);
CREATE INDEX meeting_presence_meeting ON meeting_presence (meeting_id, came_at);
CREATE UNIQUE INDEX meeting_presence_seat ON meeting_presence (meeting_id, seat_id) WHERE left_at IS NULL AND undone_at IS NULL;

-- When a quorum was met and when it was lost.
CREATE TABLE meeting_quorum (
  id         uuid    NOT NULL PRIMARY KEY,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  position   bigint  NOT NULL,
  met        bigint  NOT NULL CHECK (met IN (0, 1)),
  code       text,
  present    bigint  NOT NULL,
  at         bigint  NOT NULL
);
CREATE UNIQUE INDEX meeting_quorum_meeting ON meeting_quorum (meeting_id, position);

-- Who had the floor: a sector, never a person.
CREATE TABLE floor_time (
  id         uuid    NOT NULL PRIMARY KEY,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  item_id    uuid    REFERENCES agenda_item (id),
  sector     text    NOT NULL,
  started_at bigint  NOT NULL,
  ended_at   bigint,
  undone_at  bigint
);
CREATE INDEX floor_time_meeting ON floor_time (meeting_id, started_at);
CREATE UNIQUE INDEX floor_time_open ON floor_time (meeting_id) WHERE ended_at IS NULL AND undone_at IS NULL;

-- What was decided, as the minutes say it, with the quorum of that moment.
CREATE TABLE meeting_decision (
  id         uuid    NOT NULL PRIMARY KEY,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  item_id    uuid    REFERENCES agenda_item (id),
  text       text    NOT NULL CHECK (text <> ''),
  present    bigint  NOT NULL,
  at         bigint  NOT NULL,
  by_member  uuid,
  undone_at  bigint
);
CREATE INDEX meeting_decision_meeting ON meeting_decision (meeting_id, at);

-- What somebody takes on, by when.
CREATE TABLE meeting_action (
  id              uuid    NOT NULL PRIMARY KEY,
  meeting_id      uuid    NOT NULL REFERENCES meeting (id),
  item_id         uuid    REFERENCES agenda_item (id),
  what            text    NOT NULL CHECK (what <> ''),
  owner_id        uuid,
  organization_id uuid    REFERENCES organization (id),
  due             text    NOT NULL,
  at              bigint  NOT NULL,
  done_at         bigint,
  done_by         uuid,
  undone_at       bigint
);
CREATE INDEX meeting_action_meeting ON meeting_action (meeting_id, at);
CREATE INDEX meeting_action_owner ON meeting_action (owner_id);

-- Who is told what, and when. A pair without a row follows the rule that comes with the software.
CREATE TABLE notice_rule (
  event    text NOT NULL,
  audience text NOT NULL,
  timing   text NOT NULL CHECK (timing IN ('never', 'now', 'daily', 'weekly')),
  PRIMARY KEY (event, audience)
);

-- What waits for somebody's next digest.
CREATE TABLE notice (
  id         uuid    NOT NULL PRIMARY KEY,
  member_id  uuid    NOT NULL,
  meeting_id uuid    NOT NULL REFERENCES meeting (id),
  event      text    NOT NULL,
  timing     text    NOT NULL CHECK (timing IN ('daily', 'weekly')),
  at         bigint  NOT NULL,
  sent_at    bigint
);
CREATE INDEX notice_waiting ON notice (timing, sent_at, at);
