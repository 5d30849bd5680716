-- Which organization was asked by letter to answer a survey, and when. A reminder goes once.
CREATE TABLE survey_letter (
  survey_id       BLOB NOT NULL REFERENCES network_survey (id),
  organization_id BLOB NOT NULL REFERENCES organization (id),
  sent_at         INTEGER NOT NULL,
  reminded_at     INTEGER,
  PRIMARY KEY (survey_id, organization_id)
) STRICT;
