-- What an agreement is called and what it is for, in Spanish: beside its text, and no part of what is signed.
ALTER TABLE agreement ADD COLUMN title_es TEXT;
ALTER TABLE agreement ADD COLUMN purpose_es TEXT;
