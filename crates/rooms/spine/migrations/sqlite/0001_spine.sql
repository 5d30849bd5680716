-- The spine: what grew out of what. Each room that makes a thing of the chain puts it here under the thing's own id.
CREATE TABLE chain_item (
  id       BLOB    NOT NULL PRIMARY KEY,
  kind     TEXT    NOT NULL CHECK (kind IN ('gap', 'meeting', 'proposal', 'vote', 'decision', 'agreement', 'commitment', 'grant',
                                            'capacity', 'outcome', 'story')),
  -- What it is found by where it has no row of its own: a gap is a kind of help in an area.
  name_key TEXT,
  title    TEXT    NOT NULL CHECK (title <> ''),
  title_es TEXT,
  path     TEXT    NOT NULL,
  public   INTEGER NOT NULL CHECK (public IN (0, 1)),
  at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX chain_item_name_key ON chain_item (name_key);

CREATE TABLE chain_link (
  from_id BLOB    NOT NULL REFERENCES chain_item (id),
  to_id   BLOB    NOT NULL REFERENCES chain_item (id),
  at      INTEGER NOT NULL,
  PRIMARY KEY (from_id, to_id),
  CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX chain_link_to ON chain_link (to_id);
