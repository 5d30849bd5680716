-- Which organization was asked by letter to answer a survey, and when. A reminder goes once.
CREATE TABLE survey_letter (
  survey_id       uuid NOT NULL REFERENCES network_survey (id),
  organization_id uuid NOT NULL REFERENCES organization (id),
  sent_at         bigint NOT NULL,
  reminded_at     bigint,
  PRIMARY KEY (survey_id, organization_id)
);
