CREATE TABLE audit (
  id BLOB NOT NULL PRIMARY KEY, at INTEGER NOT NULL, viewer_kind TEXT NOT NULL, member_id BLOB, org_id BLOB,
  purpose TEXT NOT NULL, action TEXT NOT NULL, kind TEXT NOT NULL, object_id BLOB, person_id BLOB, owner_org BLOB,
  detail TEXT NOT NULL) STRICT;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_person ON audit (person_id, at);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TABLE audit_tail (audit_id BLOB NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE audit_seal (seq INTEGER NOT NULL PRIMARY KEY, audit_id BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX audit_seal_line ON audit_seal (audit_id);
CREATE TRIGGER audit_seal_no_update BEFORE UPDATE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_seal_no_delete BEFORE DELETE ON audit_seal BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
