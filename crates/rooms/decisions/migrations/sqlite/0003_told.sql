-- Which review date was spoken of, and whether as near or as past: each is told once.
ALTER TABLE decision ADD COLUMN told TEXT NOT NULL DEFAULT '';
