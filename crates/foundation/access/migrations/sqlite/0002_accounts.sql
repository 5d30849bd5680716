-- Somebody with an account. `email_key` is the address folded for comparison.
CREATE TABLE member (
  id BLOB NOT NULL PRIMARY KEY, email TEXT NOT NULL, email_key TEXT NOT NULL, name TEXT NOT NULL,
  language TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'ended')),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX member_email ON member (email_key);

-- What a member does in an organization, from when until when. Roles are read from here at each request.
CREATE TABLE affiliation (
  id BLOB NOT NULL PRIMARY KEY, member_id BLOB NOT NULL REFERENCES member (id), organization_id BLOB NOT NULL,
  role TEXT NOT NULL, since INTEGER NOT NULL, until INTEGER, granted_by BLOB) STRICT;
CREATE UNIQUE INDEX affiliation_current ON affiliation (member_id, organization_id, role) WHERE until IS NULL;
CREATE INDEX affiliation_member ON affiliation (member_id, until);
CREATE INDEX affiliation_organization ON affiliation (organization_id, until);

-- argon2id in PHC form; fenced: the system and the member alone.
CREATE TABLE credential (
  member_id BLOB NOT NULL PRIMARY KEY REFERENCES member (id), password_hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL) STRICT;

-- Tokens lie here as SHA-256 only: who reads a backup cannot sign in with it.
CREATE TABLE session (
  id BLOB NOT NULL PRIMARY KEY, token_hash BLOB NOT NULL, member_id BLOB NOT NULL REFERENCES member (id),
  organization_id BLOB, organization_name TEXT NOT NULL, purpose TEXT NOT NULL, device TEXT NOT NULL,
  network TEXT NOT NULL,
  created_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, ended_at INTEGER,
  ended_why TEXT) STRICT;
CREATE UNIQUE INDEX session_token ON session (token_hash);
CREATE INDEX session_member ON session (member_id, ended_at);

-- Signed single-purpose links and codes. `max_uses` 0 is any number of times until it expires.
CREATE TABLE signed_link (
  id BLOB NOT NULL PRIMARY KEY, purpose TEXT NOT NULL, secret_hash BLOB NOT NULL, subject_id BLOB, person_id BLOB,
  organization_id BLOB, member_id BLOB, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER,
  revoked_at INTEGER, uses INTEGER NOT NULL, max_uses INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX signed_link_secret ON signed_link (secret_hash);
CREATE INDEX signed_link_subject ON signed_link (subject_id, purpose);
CREATE INDEX signed_link_member ON signed_link (member_id, purpose);
CREATE INDEX signed_link_organization ON signed_link (organization_id);

-- Failed tries, for the back-off that survives a restart. `key` is a hash: the table lists nobody.
CREATE TABLE failed_try (
  key BLOB NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, last_at INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;
