-- The charter, its bodies, and who sits in them. Public business: nothing here is about a person who is served.
CREATE TABLE charter (
  id         uuid    NOT NULL PRIMARY KEY,
  version    bigint NOT NULL,
  state      text    NOT NULL CHECK (state IN ('draft', 'open', 'in_force', 'replaced', 'dropped')),
  -- What every change is made on top of: two who edit at once do not overwrite each other.
  revision   bigint NOT NULL,
  mission    text    NOT NULL,
  goals      text    NOT NULL,
  mission_es text,
  goals_es   text,
  -- SHA-256 of the whole text and its rules, from the day it is laid open for ratification.
  text_hash  text,
  created_at bigint NOT NULL,
  created_by uuid,
  opened_at  bigint,
  in_force_at bigint,
  ended_at   bigint
);
CREATE UNIQUE INDEX charter_version ON charter (version);

CREATE TABLE charter_clause (
  id         uuid    NOT NULL PRIMARY KEY,
  charter_id uuid    NOT NULL REFERENCES charter (id),
  position   bigint NOT NULL,
  title      text    NOT NULL CHECK (title <> ''),
  body       text    NOT NULL,
  title_es   text,
  body_es    text
);
CREATE INDEX charter_clause_charter ON charter_clause (charter_id, position);

-- Seats of the council by sector.
CREATE TABLE charter_seats (
  charter_id uuid    NOT NULL REFERENCES charter (id),
  sector     text    NOT NULL,
  seats      bigint NOT NULL CHECK (seats > 0),
  PRIMARY KEY (charter_id, sector)
);

-- The rules that software keeps, one row each that differs from the floor.
CREATE TABLE charter_rule (
  charter_id uuid NOT NULL REFERENCES charter (id),
  rule       text NOT NULL,
  value      text NOT NULL,
  PRIMARY KEY (charter_id, rule)
);

-- What organizations said about a draft: agreement, a comment, a change they suggest; and what became of it.
CREATE TABLE charter_note (
  id              uuid    NOT NULL PRIMARY KEY,
  charter_id      uuid    NOT NULL REFERENCES charter (id),
  clause_id       uuid,
  kind            text    NOT NULL CHECK (kind IN ('agree', 'comment', 'suggestion')),
  body            text    NOT NULL,
  organization_id uuid    NOT NULL REFERENCES organization (id),
  by_member       uuid    NOT NULL,
  at              bigint NOT NULL,
  answer          text,
  taken           bigint CHECK (taken IN (0, 1)),
  answered_by     uuid,
  answered_at     bigint
);
CREATE INDEX charter_note_charter ON charter_note (charter_id, at);

CREATE TABLE charter_ratification (
  charter_id      uuid    NOT NULL REFERENCES charter (id),
  organization_id uuid    NOT NULL REFERENCES organization (id),
  by_member       uuid    NOT NULL,
  text_hash       text    NOT NULL,
  at              bigint NOT NULL,
  -- On paper: who signed it, and when. Whoever noted that stands in by_member.
  signed_by       text,
  signed_on       text,
  PRIMARY KEY (charter_id, organization_id)
);

CREATE TABLE body (
  id         uuid    NOT NULL PRIMARY KEY,
  kind       text    NOT NULL CHECK (kind IN ('council', 'workgroup')),
  name       text    NOT NULL CHECK (name <> ''),
  name_es    text,
  purpose    text    NOT NULL,
  purpose_es text,
  -- A group that was there before the partnership adopted it, and the day it did.
  adopted_on text,
  created_at bigint NOT NULL,
  created_by uuid,
  ended_at   bigint,
  ended_why  text
);
CREATE UNIQUE INDEX body_name ON body (name);

-- Who holds a seat in a body, for which sector, from when until when. A seat that ends stays; the next holder's row follows it.
CREATE TABLE seat (
  id                  uuid    NOT NULL PRIMARY KEY,
  body_id             uuid    NOT NULL REFERENCES body (id),
  role                text    NOT NULL CHECK (role IN ('co_lead', 'member')),
  sector              text    NOT NULL,
  -- Who employs the holder; nobody, for residents who speak for themselves.
  organization_id     uuid    REFERENCES organization (id),
  member_id           uuid    NOT NULL,
  deputy_id           uuid,
  deputy_organization uuid    REFERENCES organization (id),
  term_start          text    NOT NULL,
  term_end            text    NOT NULL,
  terms               bigint NOT NULL CHECK (terms > 0),
  follows             uuid    REFERENCES seat (id),
  ended_on            text,
  ended_why           text,
  created_at          bigint NOT NULL,
  created_by          uuid
);
CREATE UNIQUE INDEX seat_holder ON seat (body_id, member_id) WHERE ended_on IS NULL;
CREATE INDEX seat_body ON seat (body_id);
CREATE INDEX seat_member ON seat (member_id);

-- What the next holder has to be given.
CREATE TABLE handover_item (
  id      uuid    NOT NULL PRIMARY KEY,
  seat_id uuid    NOT NULL REFERENCES seat (id),
  what    text    NOT NULL CHECK (what <> ''),
  done_at bigint,
  done_by uuid
);
CREATE INDEX handover_item_seat ON handover_item (seat_id);

-- An interest that somebody declared: matters about this organization are not for them to decide.
CREATE TABLE declared_conflict (
  id              uuid    NOT NULL PRIMARY KEY,
  member_id       uuid    NOT NULL,
  organization_id uuid    NOT NULL REFERENCES organization (id),
  why             text    NOT NULL,
  declared_at     bigint NOT NULL,
  ended_at        bigint
);
CREATE UNIQUE INDEX declared_conflict_live ON declared_conflict (member_id, organization_id) WHERE ended_at IS NULL;
