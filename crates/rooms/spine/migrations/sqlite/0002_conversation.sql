-- Open conversations join the chain. SQLite cannot change a CHECK in place: the table is made anew under its own name, so that what
-- refers to it goes on referring to it, and its rows are put back before the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE chain_item_kept AS SELECT id, kind, name_key, title, title_es, path, public, at FROM chain_item;
DROP TABLE chain_item;
CREATE TABLE chain_item (
  id       BLOB    NOT NULL PRIMARY KEY,
  kind     TEXT    NOT NULL CHECK (kind IN ('gap', 'meeting', 'conversation', 'proposal', 'vote', 'decision', 'agreement', 'commitment',
                                            'grant', 'capacity', 'outcome', 'story')),
  -- What it is found by where it has no row of its own: a gap is a kind of help in an area.
  name_key TEXT,
  title    TEXT    NOT NULL CHECK (title <> ''),
  title_es TEXT,
  path     TEXT    NOT NULL,
  public   INTEGER NOT NULL CHECK (public IN (0, 1)),
  at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX chain_item_name_key ON chain_item (name_key);
CREATE INDEX chain_item_kind ON chain_item (kind, at);
INSERT INTO chain_item (id, kind, name_key, title, title_es, path, public, at)
  SELECT id, kind, name_key, title, title_es, path, public, at FROM chain_item_kept;
DROP TABLE chain_item_kept;
