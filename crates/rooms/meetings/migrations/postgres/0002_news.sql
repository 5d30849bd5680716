-- A digest also holds news of what bodies decide: a proposal, a decision, a vote.
ALTER TABLE notice ALTER COLUMN meeting_id DROP NOT NULL;
-- What of the chain it is about, where it is no meeting, and whose business that is.
ALTER TABLE notice ADD COLUMN item_id uuid REFERENCES chain_item (id);
ALTER TABLE notice ADD COLUMN body_id uuid REFERENCES body (id);
ALTER TABLE notice ADD CHECK ((meeting_id IS NULL) = (item_id IS NOT NULL));
ALTER TABLE notice ADD CHECK ((item_id IS NULL) = (body_id IS NULL));
