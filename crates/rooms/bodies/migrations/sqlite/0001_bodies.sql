-- The charter, its bodies, and who sits in them. Public business: nothing here is about a person who is served.
CREATE TABLE charter (
  id         BLOB    NOT NULL PRIMARY KEY,
  version    INTEGER NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('draft', 'open', 'in_force', 'replaced', 'dropped')),
  -- What every change is made on top of: two who edit at once do not overwrite each other.
  revision   INTEGER NOT NULL,
  mission    TEXT    NOT NULL,
  goals      TEXT    NOT NULL,
  mission_es TEXT,
  goals_es   TEXT,
  -- SHA-256 of the whole text and its rules, from the day it is laid open for ratification.
  text_hash  TEXT,
  created_at INTEGER NOT NULL,
  created_by BLOB,
  opened_at  INTEGER,
  in_force_at INTEGER,
  ended_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX charter_version ON charter (version);

CREATE TABLE charter_clause (
  id         BLOB    NOT NULL PRIMARY KEY,
  charter_id BLOB    NOT NULL REFERENCES charter (id),
  position   INTEGER NOT NULL,
  title      TEXT    NOT NULL CHECK (title <> ''),
  body       TEXT    NOT NULL,
  title_es   TEXT,
  body_es    TEXT
) STRICT;
CREATE INDEX charter_clause_charter ON charter_clause (charter_id, position);

-- Seats of the council by sector.
CREATE TABLE charter_seats (
  charter_id BLOB    NOT NULL REFERENCES charter (id),
  sector     TEXT    NOT NULL,
  seats      INTEGER NOT NULL CHECK (seats > 0),
  PRIMARY KEY (charter_id, sector)
) STRICT;

-- The rules that software keeps, one row each that differs from the floor.
CREATE TABLE charter_rule (
  charter_id BLOB NOT NULL REFERENCES charter (id),
  rule       TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (charter_id, rule)
) STRICT;

-- What organizations said about a draft: agreement, a comment, a change they suggest; and what became of it.
CREATE TABLE charter_note (
  id              BLOB    NOT NULL PRIMARY KEY,
  charter_id      BLOB    NOT NULL REFERENCES charter (id),
  clause_id       BLOB,
  kind            TEXT    NOT NULL CHECK (kind IN ('agree', 'comment', 'suggestion')),
  body            TEXT    NOT NULL,
  organization_id BLOB    NOT NULL REFERENCES organization (id),
  by_member       BLOB    NOT NULL,
  at              INTEGER NOT NULL,
  answer          TEXT,
  taken           INTEGER CHECK (taken IN (0, 1)),
  answered_by     BLOB,
  answered_at     INTEGER
) STRICT;
CREATE INDEX charter_note_charter ON charter_note (charter_id, at);

CREATE TABLE charter_ratification (
  charter_id      BLOB    NOT NULL REFERENCES charter (id),
  organization_id BLOB    NOT NULL REFERENCES organization (id),
  by_member       BLOB    NOT NULL,
  text_hash       TEXT    NOT NULL,
  at              INTEGER NOT NULL,
  -- On paper: who signed it, and when. Whoever noted that stands in by_member.
  signed_by       TEXT,
  signed_on       TEXT,
  PRIMARY KEY (charter_id, organization_id)
) STRICT;

CREATE TABLE body (
  id         BLOB    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL CHECK (kind IN ('council', 'workgroup')),
  name       TEXT    NOT NULL CHECK (name <> ''),
  name_es    TEXT,
  purpose    TEXT    NOT NULL,
  purpose_es TEXT,
  -- A group that was there before the partnership adopted it, and the day it did.
  adopted_on TEXT,
  created_at INTEGER NOT NULL,
  created_by BLOB,
  ended_at   INTEGER,
  ended_why  TEXT
) STRICT;
CREATE UNIQUE INDEX body_name ON body (name);

-- Who holds a seat in a body, for which sector, from when until when. A seat that ends stays; the next holder's row follows it.
CREATE TABLE seat (
  id                  BLOB    NOT NULL PRIMARY KEY,
  body_id             BLOB    NOT NULL REFERENCES body (id),
  role                TEXT    NOT NULL CHECK (role IN ('co_lead', 'member')),
  sector              TEXT    NOT NULL,
  -- Who employs the holder; nobody, for residents who speak for themselves.
  organization_id     BLOB    REFERENCES organization (id),
  member_id           BLOB    NOT NULL,
  deputy_id           BLOB,
  deputy_organization BLOB    REFERENCES organization (id),
  term_start          TEXT    NOT NULL,
  term_end            TEXT    NOT NULL,
  terms               INTEGER NOT NULL CHECK (terms > 0),
  follows             BLOB    REFERENCES seat (id),
  ended_on            TEXT,
  ended_why           TEXT,
  created_at          INTEGER NOT NULL,
  created_by          BLOB
) STRICT;
CREATE UNIQUE INDEX seat_holder ON seat (body_id, member_id) WHERE ended_on IS NULL;
CREATE INDEX seat_body ON seat (body_id);
CREATE INDEX seat_member ON seat (member_id);

-- What the next holder has to be given.
CREATE TABLE handover_item (
  id      BLOB    NOT NULL PRIMARY KEY,
  seat_id BLOB    NOT NULL REFERENCES seat (id),
  what    TEXT    NOT NULL CHECK (what <> ''),
  done_at INTEGER,
  done_by BLOB
) STRICT;
CREATE INDEX handover_item_seat ON handover_item (seat_id);

-- An interest that somebody declared: matters about this organization are not for them to decide.
CREATE TABLE declared_conflict (
  id              BLOB    NOT NULL PRIMARY KEY,
  member_id       BLOB    NOT NULL,
  organization_id BLOB    NOT NULL REFERENCES organization (id),
  why             TEXT    NOT NULL,
  declared_at     INTEGER NOT NULL,
  ended_at        INTEGER
) STRICT;
CREATE UNIQUE INDEX declared_conflict_live ON declared_conflict (member_id, organization_id) WHERE ended_at IS NULL;
