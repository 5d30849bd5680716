-- A digest also holds news of bodies themselves: terms of their seats, how they stand; and what has no body yet.
ALTER TABLE notice DROP CONSTRAINT notice_check;
ALTER TABLE notice DROP CONSTRAINT notice_check1;
-- The seat whose term ends.
ALTER TABLE notice ADD COLUMN seat_id uuid REFERENCES seat (id);
ALTER TABLE notice ADD CHECK ((meeting_id IS NULL) = (item_id IS NOT NULL OR body_id IS NOT NULL));
ALTER TABLE notice ADD CHECK (seat_id IS NULL OR (body_id IS NOT NULL AND item_id IS NULL));
