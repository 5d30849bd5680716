-- Minutes in Spanish beside the words they were written in.
ALTER TABLE meeting ADD COLUMN summary_es TEXT;
ALTER TABLE agenda_item ADD COLUMN notes_es TEXT;
