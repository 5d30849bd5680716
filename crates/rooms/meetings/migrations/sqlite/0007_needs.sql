-- What came of what somebody needs to take part, and what they were told.
ALTER TABLE meeting_answer ADD COLUMN needs_state TEXT NOT NULL DEFAULT 'asked' CHECK (needs_state IN ('asked', 'arranged', 'cannot'));
ALTER TABLE meeting_answer ADD COLUMN needs_reply TEXT NOT NULL DEFAULT '';
