-- A return that one co-lead proposes; it becomes the body's answer once a co-lead of another sector agrees.
CREATE TABLE vote_return (
  vote_id BLOB NOT NULL PRIMARY KEY REFERENCES vote (id),
  -- The seat that proposes it, by the id that its own room gave it.
  seat_id BLOB NOT NULL,
  reasons TEXT NOT NULL CHECK (reasons <> ''),
  by_member BLOB NOT NULL,
  at INTEGER NOT NULL
) STRICT;
ALTER TABLE vote_answer ADD COLUMN agreed_by BLOB;
