-- Open conversations join the chain.
ALTER TABLE chain_item DROP CONSTRAINT chain_item_kind_check;
ALTER TABLE chain_item ADD CONSTRAINT chain_item_kind_check
  CHECK (kind IN ('gap', 'meeting', 'conversation', 'proposal', 'vote', 'decision', 'agreement', 'commitment', 'grant', 'capacity',
                  'outcome', 'story'));
CREATE INDEX chain_item_kind ON chain_item (kind, at);
