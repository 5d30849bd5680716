-- One word, what each sector means by it.
CREATE TABLE term (
  id         BLOB    NOT NULL PRIMARY KEY,
  slug       TEXT    NOT NULL,
  words_en   TEXT    NOT NULL CHECK (words_en <> ''),
  words_es   TEXT    NOT NULL CHECK (words_es <> ''),
  plain_en   TEXT    NOT NULL,
  plain_es   TEXT    NOT NULL,
  updated_by BLOB,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX term_by_slug ON term (slug);

CREATE TABLE term_meaning (
  term_id    BLOB NOT NULL REFERENCES term (id),
  sector     TEXT NOT NULL,
  meaning_en TEXT NOT NULL CHECK (meaning_en <> ''),
  meaning_es TEXT NOT NULL CHECK (meaning_es <> ''),
  PRIMARY KEY (term_id, sector)
) STRICT;
