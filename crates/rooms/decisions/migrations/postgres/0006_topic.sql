-- The topic of the charter, in its words, that this would decide: there the community's vote binds, and the body does not adopt.
ALTER TABLE proposal ADD COLUMN topic text;
-- Who said so, and alone takes it back.
ALTER TABLE proposal ADD COLUMN topic_by uuid;
