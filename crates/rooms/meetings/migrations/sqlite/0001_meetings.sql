-- Meetings of bodies: when, where, about what, who came, what was written down. Public business: nothing here is about a person who is served.
-- A plan is what an invitation is about: one meeting, or one that comes round.
CREATE TABLE meeting_plan (
  id           BLOB    NOT NULL PRIMARY KEY,
  body_id      BLOB    NOT NULL REFERENCES body (id),
  title        TEXT    NOT NULL CHECK (title <> ''),
  title_es     TEXT,
  room         TEXT    NOT NULL,
  online       TEXT    NOT NULL,
  phone        TEXT    NOT NULL,
  -- Local date and time of the first meeting, and the zone that they are in.
  first_start  TEXT    NOT NULL,
  minutes      INTEGER NOT NULL CHECK (minutes > 0),
  zone         TEXT    NOT NULL,
  -- RFC 5545, without its name.
  rule         TEXT,
  public       INTEGER NOT NULL CHECK (public IN (0, 1)),
  -- Counts up with every change that calendars have to hear of.
  sequence     INTEGER NOT NULL,
  organizer    BLOB,
  created_at   INTEGER NOT NULL,
  cancelled_at INTEGER,
  cancelled_why TEXT
) STRICT;
CREATE INDEX meeting_plan_body ON meeting_plan (body_id);

CREATE TABLE meeting (
  id            BLOB    NOT NULL PRIMARY KEY,
  plan_id       BLOB    NOT NULL REFERENCES meeting_plan (id),
  body_id       BLOB    NOT NULL REFERENCES body (id),
  -- The local start that the rule gives it, also after it was moved: what an invitation calls it.
  recurrence    TEXT    NOT NULL,
  title         TEXT    NOT NULL CHECK (title <> ''),
  title_es      TEXT,
  room          TEXT    NOT NULL,
  online        TEXT    NOT NULL,
  phone         TEXT    NOT NULL,
  starts_local  TEXT    NOT NULL,
  ends_local    TEXT    NOT NULL,
  starts_at     INTEGER NOT NULL,
  ends_at       INTEGER NOT NULL,
  public        INTEGER NOT NULL CHECK (public IN (0, 1)),
  -- Set apart from its plan: another time or place.
  moved         INTEGER NOT NULL CHECK (moved IN (0, 1)),
  state         TEXT    NOT NULL CHECK (state IN ('planned', 'running', 'closed', 'published', 'cancelled')),
  cancelled_why TEXT,
  opened_at     INTEGER,
  closed_at     INTEGER,
  published_at  INTEGER,
  -- What the minutes begin with, and what a change of it is made on top of.
  summary       TEXT    NOT NULL,
  revision      INTEGER NOT NULL,
  reminded_week INTEGER,
  reminded_day  INTEGER
) STRICT;
CREATE UNIQUE INDEX meeting_recurrence ON meeting (plan_id, recurrence);
CREATE INDEX meeting_when ON meeting (starts_at);
CREATE INDEX meeting_body ON meeting (body_id, starts_at);

-- Who has an invitation, and its last number.
CREATE TABLE meeting_invitation (
  plan_id   BLOB    NOT NULL REFERENCES meeting_plan (id),
  member_id BLOB    NOT NULL,
  sequence  INTEGER NOT NULL,
  PRIMARY KEY (plan_id, member_id)
) STRICT;

-- Answers to an invitation; what somebody needs is for those who organize.
CREATE TABLE meeting_answer (
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  member_id  BLOB    NOT NULL,
  answer     TEXT    NOT NULL CHECK (answer IN ('yes', 'no', 'maybe')),
  way        TEXT    CHECK (way IN ('room', 'online', 'phone')),
  needs      TEXT    NOT NULL,
  needs_text TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, member_id)
) STRICT;

CREATE TABLE agenda_item (
  id         BLOB    NOT NULL PRIMARY KEY,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  position   INTEGER NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('information', 'discussion', 'decision')),
  title      TEXT    NOT NULL CHECK (title <> ''),
  minutes    INTEGER NOT NULL CHECK (minutes > 0),
  -- For whom it was proposed: the sector of the seat.
  sector     TEXT,
  seat_id    BLOB    REFERENCES seat (id),
  by_member  BLOB,
  item_id    BLOB    REFERENCES chain_item (id),
  notes      TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  dropped_at INTEGER
) STRICT;
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, position);

-- One stay at a meeting: somebody in a seat, or a guest.
CREATE TABLE meeting_presence (
  id         BLOB    NOT NULL PRIMARY KEY,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  seat_id    BLOB    REFERENCES seat (id),
  deputy     INTEGER NOT NULL CHECK (deputy IN (0, 1)),
  sector     TEXT    NOT NULL,
  guest      TEXT    NOT NULL,
  way        TEXT    NOT NULL CHECK (way IN ('room', 'online', 'phone')),
  came_at    INTEGER NOT NULL,
  left_at    INTEGER,
  undone_at  INTEGER
) STRICT;
CREATE INDEX meeting_presence_meeting ON meeting_presence (meeting_id, came_at);
CREATE UNIQUE INDEX meeting_presence_seat ON meeting_presence (meeting_id, seat_id) WHERE left_at IS NULL AND undone_at IS NULL;

-- When a quorum was met and when it was lost.
CREATE TABLE meeting_quorum (
  id         BLOB    NOT NULL PRIMARY KEY,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  position   INTEGER NOT NULL,
  met        INTEGER NOT NULL CHECK (met IN (0, 1)),
  code       TEXT,
  present    INTEGER NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX meeting_quorum_meeting ON meeting_quorum (meeting_id, position);

-- Who had the floor: a sector, never a person.
CREATE TABLE floor_time (
  id         BLOB    NOT NULL PRIMARY KEY,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  item_id    BLOB    REFERENCES agenda_item (id),
  sector     TEXT    NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  undone_at  INTEGER
) STRICT;
CREATE INDEX floor_time_meeting ON floor_time (meeting_id, started_at);
CREATE UNIQUE INDEX floor_time_open ON floor_time (meeting_id) WHERE ended_at IS NULL AND undone_at IS NULL;

-- What was decided, as the minutes say it, with the quorum of that moment.
CREATE TABLE meeting_decision (
  id         BLOB    NOT NULL PRIMARY KEY,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  item_id    BLOB    REFERENCES agenda_item (id),
  text       TEXT    NOT NULL CHECK (text <> ''),
  present    INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  by_member  BLOB,
  undone_at  INTEGER
) STRICT;
CREATE INDEX meeting_decision_meeting ON meeting_decision (meeting_id, at);

-- What somebody takes on, by when.
CREATE TABLE meeting_action (
  id              BLOB    NOT NULL PRIMARY KEY,
  meeting_id      BLOB    NOT NULL REFERENCES meeting (id),
  item_id         BLOB    REFERENCES agenda_item (id),
  what            TEXT    NOT NULL CHECK (what <> ''),
  owner_id        BLOB,
  organization_id BLOB    REFERENCES organization (id),
  due             TEXT    NOT NULL,
  at              INTEGER NOT NULL,
  done_at         INTEGER,
  done_by         BLOB,
  undone_at       INTEGER
) STRICT;
CREATE INDEX meeting_action_meeting ON meeting_action (meeting_id, at);
CREATE INDEX meeting_action_owner ON meeting_action (owner_id);

-- Who is told what, and when. A pair without a row follows the rule that comes with the software.
CREATE TABLE notice_rule (
  event    TEXT NOT NULL,
  audience TEXT NOT NULL,
  timing   TEXT NOT NULL CHECK (timing IN ('never', 'now', 'daily', 'weekly')),
  PRIMARY KEY (event, audience)
) STRICT;

-- What waits for somebody's next digest.
CREATE TABLE notice (
  id         BLOB    NOT NULL PRIMARY KEY,
  member_id  BLOB    NOT NULL,
  meeting_id BLOB    NOT NULL REFERENCES meeting (id),
  event      TEXT    NOT NULL,
  timing     TEXT    NOT NULL CHECK (timing IN ('daily', 'weekly')),
  at         INTEGER NOT NULL,
  sent_at    INTEGER
) STRICT;
CREATE INDEX notice_waiting ON notice (timing, sent_at, at);
