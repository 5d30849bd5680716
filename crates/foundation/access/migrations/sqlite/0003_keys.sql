-- Keys of organizations, closed by the master key, which is not in this database. A key that was destroyed keeps its row
-- and loses its value. Rows that a key closed name it.
CREATE TABLE organization_key (
  id BLOB NOT NULL PRIMARY KEY, org BLOB NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('identifiers', 'vault')),
  version INTEGER NOT NULL, master TEXT NOT NULL, wrapped BLOB, created_at INTEGER NOT NULL, retired_at INTEGER,
  destroyed_at INTEGER, CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))) STRICT;
CREATE UNIQUE INDEX organization_key_version ON organization_key (org, kind, version);

-- By what the key file of this database is known; it tells nothing about the keys.
CREATE TABLE key_file (id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), proof BLOB NOT NULL, since INTEGER NOT NULL) STRICT;
