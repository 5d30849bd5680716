-- When the keys of an organization that left are destroyed.
CREATE TABLE key_end (org BLOB NOT NULL PRIMARY KEY, due_at INTEGER NOT NULL, because TEXT NOT NULL) STRICT;
