CREATE TABLE event_outbox (
  id uuid NOT NULL PRIMARY KEY, at bigint NOT NULL, payload text NOT NULL, attempts bigint NOT NULL,
  next_at bigint NOT NULL, last_error text);
CREATE INDEX event_outbox_due ON event_outbox (next_at);
CREATE TABLE job (
  id uuid NOT NULL PRIMARY KEY, kind text NOT NULL, payload text NOT NULL, run_at bigint NOT NULL,
  attempts bigint NOT NULL, last_error text);
CREATE INDEX job_due ON job (run_at);
CREATE TABLE job_every (name text NOT NULL PRIMARY KEY, last_run bigint NOT NULL);
