-- A computer system of an organization. Its secret lies here as SHA-256 only. `paused_at`: the organization takes a break.
CREATE TABLE api_client (
  id BLOB NOT NULL PRIMARY KEY, organization_id BLOB NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
  purpose TEXT NOT NULL, secret_hash BLOB NOT NULL, created_at INTEGER NOT NULL, created_by BLOB,
  last_used_at INTEGER, paused_at INTEGER, ended_at INTEGER) STRICT;
CREATE INDEX api_client_organization ON api_client (organization_id);

-- What such a system got for its secret, good for minutes.
CREATE TABLE api_token (
  token_hash BLOB NOT NULL PRIMARY KEY, client_id BLOB NOT NULL REFERENCES api_client (id),
  expires_at INTEGER NOT NULL) STRICT;
CREATE INDEX api_token_client ON api_token (client_id);

-- Which computer system it was, where it was one.
ALTER TABLE audit ADD COLUMN client_id BLOB;
