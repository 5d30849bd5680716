-- A return that one co-lead proposes; it becomes the body's answer once a co-lead of another sector agrees.
CREATE TABLE vote_return (
  vote_id uuid NOT NULL PRIMARY KEY REFERENCES vote (id),
  -- The seat that proposes it, by the id that its own room gave it.
  seat_id uuid NOT NULL,
  reasons text NOT NULL CHECK (reasons <> ''),
  by_member uuid NOT NULL,
  at bigint NOT NULL
);
ALTER TABLE vote_answer ADD COLUMN agreed_by uuid;
