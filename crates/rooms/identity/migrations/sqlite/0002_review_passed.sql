-- A pair that a reviewer could not tell: it comes later, and last of all to the same reviewer.
ALTER TABLE identity_review ADD COLUMN passes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identity_review ADD COLUMN passed_by BLOB;
