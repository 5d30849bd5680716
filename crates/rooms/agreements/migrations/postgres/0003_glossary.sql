-- One word, what each sector means by it.
CREATE TABLE term (
  id         uuid    NOT NULL PRIMARY KEY,
  slug       text    NOT NULL,
  words_en   text    NOT NULL CHECK (words_en <> ''),
  words_es   text    NOT NULL CHECK (words_es <> ''),
  plain_en   text    NOT NULL,
  plain_es   text    NOT NULL,
  updated_by uuid,
  updated_at bigint NOT NULL
);
CREATE UNIQUE INDEX term_by_slug ON term (slug);

CREATE TABLE term_meaning (
  term_id    uuid NOT NULL REFERENCES term (id),
  sector     text NOT NULL,
  meaning_en text NOT NULL CHECK (meaning_en <> ''),
  meaning_es text NOT NULL CHECK (meaning_es <> ''),
  PRIMARY KEY (term_id, sector)
);
