-- Where a partner's own system asked to be told that something changed. `sealed` holds what it asked to be shown, closed with
-- the organization's key. `events` counts what it was told since the beginning.
CREATE TABLE subscription (
  id BLOB NOT NULL PRIMARY KEY, client_id BLOB NOT NULL, owner_org BLOB NOT NULL, endpoint TEXT NOT NULL, key_id BLOB,
  sealed BLOB, status TEXT NOT NULL CHECK (status IN ('requested', 'active', 'error', 'off')), events INTEGER NOT NULL,
  last_error TEXT, last_sent_at INTEGER, created_by BLOB, created_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX subscription_live ON subscription (client_id) WHERE status <> 'off';
CREATE INDEX subscription_org ON subscription (owner_org, status);

-- What a system is still to be told: that something changed about a person, never what. Whether it may know is asked at each
-- try; `event` is its number, given at the first. A row without a person greets the other side.
CREATE TABLE subscription_notice (
  id BLOB NOT NULL PRIMARY KEY, subscription_id BLOB NOT NULL REFERENCES subscription (id), person_id BLOB, kind TEXT NOT NULL,
  object_id BLOB NOT NULL, event INTEGER, attempts INTEGER NOT NULL, next_attempt_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL) STRICT;
CREATE INDEX subscription_notice_head ON subscription_notice (subscription_id, created_at, id);
CREATE INDEX subscription_notice_person ON subscription_notice (person_id);
CREATE INDEX subscription_notice_due ON subscription_notice (next_attempt_at);
