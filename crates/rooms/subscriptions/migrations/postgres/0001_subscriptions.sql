-- Where a partner's own system asked to be told that something changed. `sealed` holds what it asked to be shown, closed with
-- the organization's key. `events` counts what it was told since the beginning.
CREATE TABLE subscription (
  id uuid NOT NULL PRIMARY KEY, client_id uuid NOT NULL, owner_org uuid NOT NULL, endpoint text NOT NULL, key_id uuid,
  sealed bytea, status text NOT NULL CHECK (status IN ('requested', 'active', 'error', 'off')), events bigint NOT NULL,
  last_error text, last_sent_at bigint, created_by uuid, created_at bigint NOT NULL);
CREATE UNIQUE INDEX subscription_live ON subscription (client_id) WHERE status <> 'off';
CREATE INDEX subscription_org ON subscription (owner_org, status);

-- What a system is still to be told: that something changed about a person, never what. Whether it may know is asked at each
-- try; `event` is its number, given at the first. A row without a person greets the other side.
CREATE TABLE subscription_notice (
  id uuid NOT NULL PRIMARY KEY, subscription_id uuid NOT NULL REFERENCES subscription (id), person_id uuid, kind text NOT NULL,
  object_id uuid NOT NULL, event bigint, attempts bigint NOT NULL, next_attempt_at bigint NOT NULL,
  created_at bigint NOT NULL);
CREATE INDEX subscription_notice_head ON subscription_notice (subscription_id, created_at, id);
CREATE INDEX subscription_notice_person ON subscription_notice (person_id);
CREATE INDEX subscription_notice_due ON subscription_notice (next_attempt_at);
