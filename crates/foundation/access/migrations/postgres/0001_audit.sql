CREATE TABLE audit (
  id uuid NOT NULL PRIMARY KEY, at bigint NOT NULL, viewer_kind text NOT NULL, member_id uuid, org_id uuid,
  purpose text NOT NULL, action text NOT NULL, kind text NOT NULL, object_id uuid, person_id uuid, owner_org uuid,
  detail text NOT NULL);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_person ON audit (person_id, at);
CREATE TABLE audit_tail (audit_id uuid NOT NULL PRIMARY KEY);
CREATE TABLE audit_seal (seq bigint NOT NULL PRIMARY KEY, audit_id uuid NOT NULL, hash bytea NOT NULL);
CREATE UNIQUE INDEX audit_seal_line ON audit_seal (audit_id);
CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_seal_no_change BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION audit_append_only();
