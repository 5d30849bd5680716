-- When the keys of an organization that left are destroyed.
CREATE TABLE key_end (org uuid NOT NULL PRIMARY KEY, due_at bigint NOT NULL, because text NOT NULL);
