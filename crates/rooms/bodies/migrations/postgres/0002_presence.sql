-- Which seats sit together now: the meeting says so, and whoever decides asks. Nobody else's tables are needed to know a quorum.
CREATE TABLE body_presence (
  seat_id    uuid    NOT NULL PRIMARY KEY REFERENCES seat (id),
  body_id    uuid    NOT NULL REFERENCES body (id),
  -- The meeting, by the id that its own room gave it.
  meeting_id uuid    NOT NULL,
  since      bigint  NOT NULL
);
CREATE INDEX body_presence_body ON body_presence (body_id, meeting_id);
