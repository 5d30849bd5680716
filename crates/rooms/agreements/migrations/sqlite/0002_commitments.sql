-- What an organization promised to do by a day, out of a decision, an agreement, a meeting.
CREATE TABLE commitment (
  id           BLOB    NOT NULL PRIMARY KEY,
  words        TEXT    NOT NULL CHECK (words <> ''),
  words_es     TEXT,
  owner_org    BLOB    NOT NULL REFERENCES organization (id),
  owner_member BLOB,
  due_on       TEXT    NOT NULL,
  state        TEXT    NOT NULL CHECK (state IN ('open', 'done', 'not_done', 'dropped')),
  outcome      TEXT,
  closed_on    TEXT,
  closed_by    BLOB,
  closed_org   BLOB,
  source       BLOB,
  created_by   BLOB,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,
  CHECK ((state = 'open') = (closed_on IS NULL))
) STRICT;
CREATE INDEX commitment_by_owner ON commitment (owner_org, due_on);
CREATE INDEX commitment_by_due ON commitment (state, due_on);
CREATE INDEX commitment_by_source ON commitment (source);
