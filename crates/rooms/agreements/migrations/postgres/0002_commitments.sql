-- What an organization promised to do by a day, out of a decision, an agreement, a meeting.
CREATE TABLE commitment (
  id           uuid    NOT NULL PRIMARY KEY,
  words        text    NOT NULL CHECK (words <> ''),
  words_es     text,
  owner_org    uuid    NOT NULL REFERENCES organization (id),
  owner_member uuid,
  due_on       text    NOT NULL,
  state        text    NOT NULL CHECK (state IN ('open', 'done', 'not_done', 'dropped')),
  outcome      text,
  closed_on    text,
  closed_by    uuid,
  closed_org   uuid,
  source       uuid,
  created_by   uuid,
  created_at   bigint NOT NULL,
  updated_at   bigint NOT NULL,
  CHECK ((state = 'open') = (closed_on IS NULL))
);
CREATE INDEX commitment_by_owner ON commitment (owner_org, due_on);
CREATE INDEX commitment_by_due ON commitment (state, due_on);
CREATE INDEX commitment_by_source ON commitment (source);
