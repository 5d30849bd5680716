-- An organization at which nobody has an account hears of what is new at its own address. SQLite cannot drop NOT NULL in place: the table
-- is made anew, and its rows are put back.
CREATE TABLE notice_kept AS SELECT id, member_id, meeting_id, event, timing, at, sent_at, item_id, body_id, seat_id FROM notice;
DROP TABLE notice;
CREATE TABLE notice (
  id         BLOB    NOT NULL PRIMARY KEY,
  member_id  BLOB,
  meeting_id BLOB    REFERENCES meeting (id),
  event      TEXT    NOT NULL,
  timing     TEXT    NOT NULL CHECK (timing IN ('daily', 'weekly')),
  at         INTEGER NOT NULL,
  sent_at    INTEGER,
  -- What of the chain it is about, where it is no meeting, and whose business that is.
  item_id    BLOB    REFERENCES chain_item (id),
  body_id    BLOB    REFERENCES body (id),
  -- The seat whose term ends.
  seat_id    BLOB    REFERENCES seat (id),
  organization_id BLOB REFERENCES organization (id),
  CHECK ((meeting_id IS NULL) = (item_id IS NOT NULL OR body_id IS NOT NULL)),
  CHECK (seat_id IS NULL OR (body_id IS NOT NULL AND item_id IS NULL)),
  CHECK ((member_id IS NULL) = (organization_id IS NOT NULL))
) STRICT;
CREATE INDEX notice_waiting ON notice (timing, sent_at, at);
INSERT INTO notice (id, member_id, meeting_id, event, timing, at, sent_at, item_id, body_id, seat_id)
  SELECT id, member_id, meeting_id, event, timing, at, sent_at, item_id, body_id, seat_id FROM notice_kept;
DROP TABLE notice_kept;
