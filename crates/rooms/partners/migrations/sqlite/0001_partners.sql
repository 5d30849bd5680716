-- The partners room: who takes part, how that changed, and how the partnership is set up.
CREATE TABLE organization (
  id            BLOB    NOT NULL PRIMARY KEY,
  name          TEXT    NOT NULL CHECK (name <> ''),
  sector        TEXT    NOT NULL CHECK (sector IN ('healthcare', 'public_health', 'payer', 'social_services', 'housing',
                                                   'education', 'faith', 'business', 'government', 'community')),
  membership    TEXT    NOT NULL CHECK (membership IN ('prospective', 'listening', 'invited', 'member', 'paused', 'left')),
  controlled_by BLOB    REFERENCES organization (id),
  description   TEXT    NOT NULL,
  email         TEXT,
  phone         TEXT,
  url           TEXT,
  city          TEXT,
  postal_code   TEXT,
  timezone      TEXT,
  language      TEXT    NOT NULL,
  confidential  INTEGER NOT NULL CHECK (confidential IN (0, 1)),
  source        TEXT,
  source_id     TEXT,
  content_hash  TEXT    NOT NULL,
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL,
  CHECK ((source IS NULL) = (source_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX organization_source ON organization (source, source_id);
CREATE INDEX organization_name ON organization (name, id);
CREATE INDEX organization_membership ON organization (membership, sector);
CREATE INDEX organization_controlled_by ON organization (controlled_by);

-- One row for each change of an organization: what was, what became of it, who did it.
CREATE TABLE organization_history (
  id              BLOB    NOT NULL PRIMARY KEY,
  organization_id BLOB    NOT NULL REFERENCES organization (id),
  at              INTEGER NOT NULL,
  by_member       BLOB,
  kind            TEXT    NOT NULL CHECK (kind IN ('created', 'edited', 'imported', 'membership')),
  changes         TEXT    NOT NULL,
  note            TEXT    NOT NULL
) STRICT;
CREATE INDEX organization_history_organization ON organization_history (organization_id, at);

-- How the partnership is set up: one row for each setting that differs from what the program starts with.
CREATE TABLE partnership_setting (
  key        TEXT    NOT NULL PRIMARY KEY,
  value      TEXT    NOT NULL,
  updated_at INTEGER NOT NULL,
  updated_by BLOB
) STRICT;

-- What an organization said when it was listened to, before anything was asked of it. Only ever appended.
CREATE TABLE listening_interview (
  id              BLOB NOT NULL PRIMARY KEY,
  organization_id BLOB NOT NULL REFERENCES organization (id),
  held_on         TEXT NOT NULL,
  listened        TEXT NOT NULL CHECK (listened <> ''),
  spoke           TEXT NOT NULL CHECK (spoke <> ''),
  does            TEXT NOT NULL CHECK (does <> ''),
  needs           TEXT NOT NULL,
  would_help      TEXT NOT NULL CHECK (would_help <> ''),
  serves          TEXT NOT NULL,
  relevance       TEXT NOT NULL CHECK (relevance IN ('core', 'partly', 'not_now')),
  relevance_why   TEXT NOT NULL,
  recorded_at     INTEGER NOT NULL,
  recorded_by     BLOB
) STRICT;
CREATE INDEX listening_interview_organization ON listening_interview (organization_id, recorded_at);
