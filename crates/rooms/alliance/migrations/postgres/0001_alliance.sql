-- The alliance room: what partners give and get. Rows are only ever added; a mistake is taken back by a reversal.
CREATE TABLE benefit (
  id          uuid NOT NULL PRIMARY KEY,
  -- Nothing stands for the partnership as a whole.
  from_org    uuid REFERENCES organization (id),
  to_org      uuid REFERENCES organization (id),
  kind        TEXT NOT NULL CHECK (kind IN ('expertise', 'data', 'space', 'staff', 'money', 'connections', 'savings')),
  words       TEXT NOT NULL CHECK (words <> ''),
  quantity    bigint,
  unit        TEXT NOT NULL,
  value_cents bigint CHECK (value_cents > 0),
  valued_how  TEXT NOT NULL,
  began_on    TEXT NOT NULL,
  ended_on    TEXT,
  source      TEXT NOT NULL CHECK (source <> ''),
  recorded_at bigint NOT NULL,
  recorded_by uuid,
  -- A gift has two sides.
  CHECK (from_org IS NOT NULL OR to_org IS NOT NULL),
  CHECK (from_org IS NULL OR to_org IS NULL OR from_org <> to_org),
  -- A value says how it was found.
  CHECK (value_cents IS NULL OR valued_how <> ''),
  CHECK (ended_on IS NULL OR ended_on >= began_on)
);
CREATE INDEX benefit_from ON benefit (from_org, began_on);
CREATE INDEX benefit_to ON benefit (to_org, began_on);

CREATE TABLE benefit_reversal (
  benefit_id  uuid NOT NULL PRIMARY KEY REFERENCES benefit (id),
  why         TEXT NOT NULL CHECK (why <> ''),
  reversed_at bigint NOT NULL,
  reversed_by uuid
);

-- The yearly survey: what organizations think of working with each other. One year, one survey.
CREATE TABLE network_survey (
  id         uuid NOT NULL PRIMARY KEY,
  year       bigint NOT NULL,
  opened_at  bigint NOT NULL,
  opened_by  uuid,
  closed_at  bigint
);
CREATE UNIQUE INDEX network_survey_year ON network_survey (year);

-- What one organization says of another. Never shown as such: only means of several leave the room.
CREATE TABLE network_answer (
  survey_id    uuid NOT NULL REFERENCES network_survey (id),
  from_org     uuid NOT NULL REFERENCES organization (id),
  about_org    uuid NOT NULL REFERENCES organization (id),
  reliability  bigint CHECK (reliability BETWEEN 1 AND 4),
  mission      bigint CHECK (mission BETWEEN 1 AND 4),
  openness     bigint CHECK (openness BETWEEN 1 AND 4),
  influence    bigint CHECK (influence BETWEEN 1 AND 4),
  involvement  bigint CHECK (involvement BETWEEN 1 AND 4),
  resources    bigint CHECK (resources BETWEEN 1 AND 4),
  ties         TEXT NOT NULL,
  answered_at  bigint NOT NULL,
  answered_by  uuid,
  PRIMARY KEY (survey_id, from_org, about_org),
  CHECK (from_org <> about_org)
);
