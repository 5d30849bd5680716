-- A computer system of an organization. Its secret lies here as SHA-256 only. `paused_at`: the organization takes a break.
CREATE TABLE api_client (
  id uuid NOT NULL PRIMARY KEY, organization_id uuid NOT NULL, name text NOT NULL, role text NOT NULL,
  purpose text NOT NULL, secret_hash bytea NOT NULL, created_at bigint NOT NULL, created_by uuid,
  last_used_at bigint, paused_at bigint, ended_at bigint);
CREATE INDEX api_client_organization ON api_client (organization_id);

-- What such a system got for its secret, good for minutes.
CREATE TABLE api_token (
  token_hash bytea NOT NULL PRIMARY KEY, client_id uuid NOT NULL REFERENCES api_client (id),
  expires_at bigint NOT NULL);
CREATE INDEX api_token_client ON api_token (client_id);

-- Which computer system it was, where it was one.
ALTER TABLE audit ADD COLUMN client_id uuid;
