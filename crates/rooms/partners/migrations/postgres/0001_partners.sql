-- The partners room: who takes part, how that changed, and how the partnership is set up.
CREATE TABLE organization (
  id            uuid    NOT NULL PRIMARY KEY,
  name          text    NOT NULL CHECK (name <> ''),
  sector        text    NOT NULL CHECK (sector IN ('healthcare', 'public_health', 'payer', 'social_services', 'housing',
                                                   'education', 'faith', 'business', 'government', 'community')),
  membership    text    NOT NULL CHECK (membership IN ('prospective', 'listening', 'invited', 'member', 'paused', 'left')),
  controlled_by uuid    REFERENCES organization (id),
  description   text    NOT NULL,
  email         text,
  phone         text,
  url           text,
  city          text,
  postal_code   text,
  timezone      text,
  language      text    NOT NULL,
  confidential  bigint  NOT NULL CHECK (confidential IN (0, 1)),
  source        text,
  source_id     text,
  content_hash  text    NOT NULL,
  created_at    bigint  NOT NULL,
  updated_at    bigint  NOT NULL,
  CHECK ((source IS NULL) = (source_id IS NULL))
);
CREATE UNIQUE INDEX organization_source ON organization (source, source_id);
CREATE INDEX organization_name ON organization (name, id);
CREATE INDEX organization_membership ON organization (membership, sector);
CREATE INDEX organization_controlled_by ON organization (controlled_by);

-- One row for each change of an organization: what was, what became of it, who did it.
CREATE TABLE organization_history (
  id              uuid    NOT NULL PRIMARY KEY,
  organization_id uuid    NOT NULL REFERENCES organization (id),
  at              bigint  NOT NULL,
  by_member       uuid,
  kind            text    NOT NULL CHECK (kind IN ('created', 'edited', 'imported', 'membership')),
  changes         text    NOT NULL,
  note            text    NOT NULL
);
CREATE INDEX organization_history_organization ON organization_history (organization_id, at);

-- How the partnership is set up: one row for each setting that differs from what the program starts with.
CREATE TABLE partnership_setting (
  key        text    NOT NULL PRIMARY KEY,
  value      text    NOT NULL,
  updated_at bigint  NOT NULL,
  updated_by uuid
);

-- What an organization said when it was listened to, before anything was asked of it. Only ever appended.
CREATE TABLE listening_interview (
  id              uuid NOT NULL PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organization (id),
  held_on         TEXT NOT NULL,
  listened        TEXT NOT NULL CHECK (listened <> ''),
  spoke           TEXT NOT NULL CHECK (spoke <> ''),
  does            TEXT NOT NULL CHECK (does <> ''),
  needs           TEXT NOT NULL,
  would_help      TEXT NOT NULL CHECK (would_help <> ''),
  serves          TEXT NOT NULL,
  relevance       TEXT NOT NULL CHECK (relevance IN ('core', 'partly', 'not_now')),
  relevance_why   TEXT NOT NULL,
  recorded_at     bigint NOT NULL,
  recorded_by     uuid
);
CREATE INDEX listening_interview_organization ON listening_interview (organization_id, recorded_at);
