-- The alliance room: what partners give and get. Rows are only ever added; a mistake is taken back by a reversal.
CREATE TABLE benefit (
  id          BLOB NOT NULL PRIMARY KEY,
  -- Nothing stands for the partnership as a whole.
  from_org    BLOB REFERENCES organization (id),
  to_org      BLOB REFERENCES organization (id),
  kind        TEXT NOT NULL CHECK (kind IN ('expertise', 'data', 'space', 'staff', 'money', 'connections', 'savings')),
  words       TEXT NOT NULL CHECK (words <> ''),
  quantity    INTEGER,
  unit        TEXT NOT NULL,
  value_cents INTEGER CHECK (value_cents > 0),
  valued_how  TEXT NOT NULL,
  began_on    TEXT NOT NULL,
  ended_on    TEXT,
  source      TEXT NOT NULL CHECK (source <> ''),
  recorded_at INTEGER NOT NULL,
  recorded_by BLOB,
  -- A gift has two sides.
  CHECK (from_org IS NOT NULL OR to_org IS NOT NULL),
  CHECK (from_org IS NULL OR to_org IS NULL OR from_org <> to_org),
  -- A value says how it was found.
  CHECK (value_cents IS NULL OR valued_how <> ''),
  CHECK (ended_on IS NULL OR ended_on >= began_on)
) STRICT;
CREATE INDEX benefit_from ON benefit (from_org, began_on);
CREATE INDEX benefit_to ON benefit (to_org, began_on);

CREATE TABLE benefit_reversal (
  benefit_id  BLOB NOT NULL PRIMARY KEY REFERENCES benefit (id),
  why         TEXT NOT NULL CHECK (why <> ''),
  reversed_at INTEGER NOT NULL,
  reversed_by BLOB
) STRICT;

-- The yearly survey: what organizations think of working with each other. One year, one survey.
CREATE TABLE network_survey (
  id         BLOB NOT NULL PRIMARY KEY,
  year       INTEGER NOT NULL,
  opened_at  INTEGER NOT NULL,
  opened_by  BLOB,
  closed_at  INTEGER
) STRICT;
CREATE UNIQUE INDEX network_survey_year ON network_survey (year);

-- What one organization says of another. Never shown as such: only means of several leave the room.
CREATE TABLE network_answer (
  survey_id    BLOB NOT NULL REFERENCES network_survey (id),
  from_org     BLOB NOT NULL REFERENCES organization (id),
  about_org    BLOB NOT NULL REFERENCES organization (id),
  reliability  INTEGER CHECK (reliability BETWEEN 1 AND 4),
  mission      INTEGER CHECK (mission BETWEEN 1 AND 4),
  openness     INTEGER CHECK (openness BETWEEN 1 AND 4),
  influence    INTEGER CHECK (influence BETWEEN 1 AND 4),
  involvement  INTEGER CHECK (involvement BETWEEN 1 AND 4),
  resources    INTEGER CHECK (resources BETWEEN 1 AND 4),
  ties         TEXT NOT NULL,
  answered_at  INTEGER NOT NULL,
  answered_by  BLOB,
  PRIMARY KEY (survey_id, from_org, about_org),
  CHECK (from_org <> about_org)
) STRICT;
