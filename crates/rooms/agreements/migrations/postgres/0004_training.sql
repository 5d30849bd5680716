-- What members learn before they do a work, and who has.
CREATE TABLE training_module (
  id         uuid    NOT NULL PRIMARY KEY,
  title_en   text    NOT NULL CHECK (title_en <> ''),
  title_es   text    NOT NULL CHECK (title_es <> ''),
  body_en    text    NOT NULL,
  body_es    text    NOT NULL,
  version    bigint NOT NULL,
  retired_at bigint,
  updated_by uuid,
  updated_at bigint NOT NULL
);

-- For which roles: words of roles.toml, and roles of governance as they are called.
CREATE TABLE training_required (
  module_id uuid NOT NULL REFERENCES training_module (id),
  role      text NOT NULL,
  PRIMARY KEY (module_id, role)
);

CREATE TABLE training_done (
  module_id uuid    NOT NULL REFERENCES training_module (id),
  member_id uuid    NOT NULL,
  version   bigint NOT NULL,
  done_at   bigint NOT NULL,
  PRIMARY KEY (module_id, member_id, version)
);
CREATE INDEX training_done_by_member ON training_done (member_id);
