-- What members learn before they do a work, and who has.
CREATE TABLE training_module (
  id         BLOB    NOT NULL PRIMARY KEY,
  title_en   TEXT    NOT NULL CHECK (title_en <> ''),
  title_es   TEXT    NOT NULL CHECK (title_es <> ''),
  body_en    TEXT    NOT NULL,
  body_es    TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  retired_at INTEGER,
  updated_by BLOB,
  updated_at INTEGER NOT NULL
) STRICT;

-- For which roles: words of roles.toml, and roles of governance as they are called.
CREATE TABLE training_required (
  module_id BLOB NOT NULL REFERENCES training_module (id),
  role      TEXT NOT NULL,
  PRIMARY KEY (module_id, role)
) STRICT;

CREATE TABLE training_done (
  module_id BLOB    NOT NULL REFERENCES training_module (id),
  member_id BLOB    NOT NULL,
  version   INTEGER NOT NULL,
  done_at   INTEGER NOT NULL,
  PRIMARY KEY (module_id, member_id, version)
) STRICT;
CREATE INDEX training_done_by_member ON training_done (member_id);
