-- A quick question to the members: it decides nothing.
CREATE TABLE poll (
  id              BLOB    NOT NULL PRIMARY KEY,
  question        TEXT    NOT NULL CHECK (question <> ''),
  question_es     TEXT,
  -- Until the end of which day it takes answers.
  closes_on       TEXT    NOT NULL,
  by_member       BLOB    NOT NULL,
  by_organization BLOB    NOT NULL REFERENCES organization (id),
  created_at      INTEGER NOT NULL,
  -- When somebody closed it before its day.
  closed_at       INTEGER
) STRICT;
CREATE INDEX poll_closes ON poll (closes_on, created_at);

CREATE TABLE poll_option (
  poll_id  BLOB    NOT NULL REFERENCES poll (id),
  number   INTEGER NOT NULL,
  words    TEXT    NOT NULL CHECK (words <> ''),
  words_es TEXT,
  PRIMARY KEY (poll_id, number)
) STRICT;

-- One answer a member; it may be changed until the poll closes.
CREATE TABLE poll_answer (
  poll_id   BLOB    NOT NULL REFERENCES poll (id),
  member_id BLOB    NOT NULL,
  number    INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  PRIMARY KEY (poll_id, member_id)
) STRICT;
