-- Letters to be sent, written in the transaction that has something to say. The id makes the Message-ID, so a letter
-- that is sent twice is one letter to the reader's program. `sealed` holds recipient and words, closed with the partnership's own
-- key; it is emptied once the letter is delivered.
CREATE TABLE email_outbox (
  id BLOB NOT NULL PRIMARY KEY, key_id BLOB, sealed BLOB, subject TEXT NOT NULL,
  kind TEXT NOT NULL, related_id BLOB, status TEXT NOT NULL CHECK (status IN ('queued', 'failed', 'sent', 'dead')),
  attempts INTEGER NOT NULL, next_attempt_at INTEGER NOT NULL, last_error TEXT, created_at INTEGER NOT NULL,
  sent_at INTEGER) STRICT;
CREATE INDEX email_outbox_due ON email_outbox (status, next_attempt_at);
CREATE INDEX email_outbox_related ON email_outbox (related_id);
CREATE INDEX email_outbox_newest ON email_outbox (created_at, id);

-- Text messages, in the same way.
CREATE TABLE text_outbox (
  id BLOB NOT NULL PRIMARY KEY, key_id BLOB, sealed BLOB, kind TEXT NOT NULL, related_id BLOB,
  status TEXT NOT NULL CHECK (status IN ('queued', 'failed', 'sent', 'dead')), attempts INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL, last_error TEXT, created_at INTEGER NOT NULL, sent_at INTEGER) STRICT;
CREATE INDEX text_outbox_due ON text_outbox (status, next_attempt_at);
CREATE INDEX text_outbox_related ON text_outbox (related_id);
CREATE INDEX text_outbox_newest ON text_outbox (created_at, id);
