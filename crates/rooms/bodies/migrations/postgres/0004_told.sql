-- The last day of a term that was spoken of, and whether as near or as past; and how a body stood when that was last looked at.
ALTER TABLE seat ADD COLUMN told text NOT NULL DEFAULT '';
ALTER TABLE body ADD COLUMN told text NOT NULL DEFAULT '';
