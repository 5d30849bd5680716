-- An organization at which nobody has an account hears of what is new at its own address.
ALTER TABLE notice ALTER COLUMN member_id DROP NOT NULL;
ALTER TABLE notice ADD COLUMN organization_id uuid REFERENCES organization (id);
ALTER TABLE notice ADD CHECK ((member_id IS NULL) = (organization_id IS NOT NULL));
