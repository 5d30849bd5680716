-- Keys of organizations, closed by the master key, which is not in this database. A key that was destroyed keeps its row
-- and loses its value. Rows that a key closed name it.
CREATE TABLE organization_key (
  id uuid NOT NULL PRIMARY KEY, org uuid NOT NULL, kind text COLLATE "C" NOT NULL CHECK (kind IN ('identifiers', 'vault')),
  version bigint NOT NULL, master text COLLATE "C" NOT NULL, wrapped bytea, created_at bigint NOT NULL, retired_at bigint,
  destroyed_at bigint, CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)));
CREATE UNIQUE INDEX organization_key_version ON organization_key (org, kind, version);

-- By what the key file of this database is known; it tells nothing about the keys.
CREATE TABLE key_file (id bigint NOT NULL PRIMARY KEY CHECK (id = 1), proof bytea NOT NULL, since bigint NOT NULL);
