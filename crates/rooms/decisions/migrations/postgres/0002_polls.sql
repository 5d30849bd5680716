-- A quick question to the members: it decides nothing.
CREATE TABLE poll (
  id              uuid    NOT NULL PRIMARY KEY,
  question        text    NOT NULL CHECK (question <> ''),
  question_es     text,
  -- Until the end of which day it takes answers.
  closes_on       text    NOT NULL,
  by_member       uuid    NOT NULL,
  by_organization uuid    NOT NULL REFERENCES organization (id),
  created_at      bigint  NOT NULL,
  -- When somebody closed it before its day.
  closed_at       bigint
);
CREATE INDEX poll_closes ON poll (closes_on, created_at);

CREATE TABLE poll_option (
  poll_id  uuid    NOT NULL REFERENCES poll (id),
  number   bigint  NOT NULL,
  words    text    NOT NULL CHECK (words <> ''),
  words_es text,
  PRIMARY KEY (poll_id, number)
);

-- One answer a member; it may be changed until the poll closes.
CREATE TABLE poll_answer (
  poll_id   uuid    NOT NULL REFERENCES poll (id),
  member_id uuid    NOT NULL,
  number    bigint  NOT NULL,
  at        bigint  NOT NULL,
  PRIMARY KEY (poll_id, member_id)
);
