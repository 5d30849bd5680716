CREATE TABLE event_outbox (
  id BLOB NOT NULL PRIMARY KEY, at INTEGER NOT NULL, payload TEXT NOT NULL, attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL, last_error TEXT) STRICT;
CREATE INDEX event_outbox_due ON event_outbox (next_at);
CREATE TABLE job (
  id BLOB NOT NULL PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, run_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL, last_error TEXT) STRICT;
CREATE INDEX job_due ON job (run_at);
CREATE TABLE job_every (name TEXT NOT NULL PRIMARY KEY, last_run INTEGER NOT NULL) STRICT;
