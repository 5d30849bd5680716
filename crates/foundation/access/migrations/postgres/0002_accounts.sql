-- Somebody with an account. `email_key` is the address folded for comparison.
CREATE TABLE member (
  id uuid NOT NULL PRIMARY KEY, email text NOT NULL, email_key text NOT NULL, name text NOT NULL,
  language text NOT NULL, status text NOT NULL CHECK (status IN ('invited', 'active', 'ended')),
  created_at bigint NOT NULL, updated_at bigint NOT NULL);
CREATE UNIQUE INDEX member_email ON member (email_key);

-- What a member does in an organization, from when until when. Roles are read from here at each request.
CREATE TABLE affiliation (
  id uuid NOT NULL PRIMARY KEY, member_id uuid NOT NULL REFERENCES member (id), organization_id uuid NOT NULL,
  role text NOT NULL, since bigint NOT NULL, until bigint, granted_by uuid);
CREATE UNIQUE INDEX affiliation_current ON affiliation (member_id, organization_id, role) WHERE until IS NULL;
CREATE INDEX affiliation_member ON affiliation (member_id, until);
CREATE INDEX affiliation_organization ON affiliation (organization_id, until);

-- argon2id in PHC form; fenced: the system and the member alone.
CREATE TABLE credential (
  member_id uuid NOT NULL PRIMARY KEY REFERENCES member (id), password_hash text NOT NULL,
  changed_at bigint NOT NULL);

-- Tokens lie here as SHA-256 only: who reads a backup cannot sign in with it.
CREATE TABLE session (
  id uuid NOT NULL PRIMARY KEY, token_hash bytea NOT NULL, member_id uuid NOT NULL REFERENCES member (id),
  organization_id uuid, organization_name text NOT NULL, purpose text NOT NULL, device text NOT NULL,
  network text NOT NULL,
  created_at bigint NOT NULL, last_seen_at bigint NOT NULL, expires_at bigint NOT NULL, ended_at bigint,
  ended_why text);
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_member ON session (member_id, ended_at);

-- Signed single-purpose links and codes. `max_uses` 0 is any number of times until it expires.
CREATE TABLE signed_link (
  id uuid NOT NULL PRIMARY KEY, purpose text NOT NULL, secret_hash bytea NOT NULL, subject_id uuid, person_id uuid,
  organization_id uuid, member_id uuid, created_at bigint NOT NULL, expires_at bigint NOT NULL, used_at bigint,
  revoked_at bigint, uses bigint NOT NULL, max_uses bigint NOT NULL);
CREATE UNIQUE INDEX signed_link_secret ON signed_link (secret_hash);
CREATE INDEX signed_link_subject ON signed_link (subject_id, purpose);
CREATE INDEX signed_link_member ON signed_link (member_id, purpose);
CREATE INDEX signed_link_organization ON signed_link (organization_id);

-- Failed tries, for the back-off that survives a restart. `key` is a hash: the table lists nobody.
CREATE TABLE failed_try (
  key bytea NOT NULL PRIMARY KEY, failures bigint NOT NULL, last_at bigint NOT NULL, next_at bigint NOT NULL);
