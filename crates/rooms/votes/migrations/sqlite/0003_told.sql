-- What was said of a vote while it is open: that it has begun, that it comes near its end.
ALTER TABLE vote ADD COLUMN told TEXT NOT NULL DEFAULT '';
-- What was opened before nobody hears of anew.
UPDATE vote SET told = 'opens' WHERE state <> 'draft';
