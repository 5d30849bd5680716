-- The referrals room: one need sent to one service. Status words are those of the FHIR R4 Task.
CREATE TABLE referral (
  id BLOB NOT NULL PRIMARY KEY,
  owner_org BLOB NOT NULL REFERENCES organization (id),
  receiver_org BLOB REFERENCES organization (id),
  person_id BLOB REFERENCES person (id),
  need_id BLOB REFERENCES need (id),
  service_id BLOB REFERENCES service (id),
  label TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('member', 'self')),
  status TEXT NOT NULL CHECK (status IN ('draft', 'requested', 'accepted', 'rejected', 'in-progress', 'completed', 'cancelled', 'failed', 'on-hold')),
  identified INTEGER NOT NULL CHECK (identified IN (0, 1)),
  domain TEXT,
  area TEXT,
  language TEXT,
  sent_by BLOB,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  due_at INTEGER,
  late_at INTEGER,
  answered_at INTEGER,
  accepted_at INTEGER,
  ended_at INTEGER,
  reason TEXT,
  service_received INTEGER CHECK (service_received IN (0, 1)),
  need_resolved TEXT CHECK (need_resolved IN ('yes', 'partly', 'no')),
  previous_id BLOB REFERENCES referral (id),
  idempotency_key TEXT,
  updated_at INTEGER NOT NULL,
  -- An end always has its reason and its time, whoever writes it.
  CHECK ((status IN ('rejected', 'completed', 'cancelled', 'failed')) = (ended_at IS NOT NULL)),
  CHECK (ended_at IS NULL OR reason IS NOT NULL),
  -- A sealed referral has no clock and none of the three facts.
  CHECK (label <> 'domestic_violence' OR (due_at IS NULL AND late_at IS NULL AND service_received IS NULL AND need_resolved IS NULL))
) STRICT;
CREATE UNIQUE INDEX referral_once ON referral (owner_org, idempotency_key);
CREATE INDEX referral_by_owner ON referral (owner_org, status, sent_at);
CREATE INDEX referral_by_receiver ON referral (receiver_org, status, sent_at);
CREATE INDEX referral_by_person ON referral (person_id);
CREATE INDEX referral_by_need ON referral (need_id);
CREATE INDEX referral_by_previous ON referral (previous_id);
CREATE INDEX referral_by_due ON referral (due_at) WHERE status = 'requested';
CREATE INDEX referral_by_service ON referral (service_id, sent_at);

-- Who did what, when, and why: only ever appended.
CREATE TABLE referral_event (
  id BLOB NOT NULL PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('sender', 'receiver', 'person', 'system')),
  org_id BLOB,
  member_id BLOB,
  verb TEXT NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  reason TEXT,
  words TEXT NOT NULL
) STRICT;
CREATE INDEX referral_event_by_referral ON referral_event (referral_id, seq);

-- Questions and answers between the two organizations.
CREATE TABLE referral_message (
  id BLOB NOT NULL PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('sender', 'receiver')),
  member_id BLOB,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'answer')),
  words TEXT NOT NULL
) STRICT;
CREATE INDEX referral_message_by_referral ON referral_message (referral_id, seq);

-- What the sender shares about the person: the receiver sees it while the consent lives. `sealed` holds name, ways of contact
-- and note, closed with the key `key_id` of the row's owner.
CREATE TABLE referral_shared (
  referral_id BLOB NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org BLOB NOT NULL,
  person_id BLOB NOT NULL REFERENCES person (id),
  label TEXT NOT NULL,
  key_id BLOB,
  sealed BLOB,
  language TEXT,
  safe_call INTEGER NOT NULL,
  safe_text INTEGER NOT NULL,
  safe_email INTEGER NOT NULL,
  safe_message INTEGER NOT NULL,
  shared_at INTEGER NOT NULL
) STRICT;

-- The receiver's own record, made at its yes: a later withdrawal stops the sender's data, not the help under way.
CREATE TABLE receiver_record (
  referral_id BLOB NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org BLOB NOT NULL,
  person_id BLOB,
  label TEXT NOT NULL,
  key_id BLOB,
  sealed BLOB,
  phone_token BLOB,
  language TEXT,
  safe_call INTEGER NOT NULL,
  safe_text INTEGER NOT NULL,
  safe_email INTEGER NOT NULL,
  safe_message INTEGER NOT NULL,
  received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX receiver_record_by_owner ON receiver_record (owner_org, received_at);
CREATE INDEX receiver_record_by_phone ON receiver_record (phone_token, received_at);

-- The services that the person named, in order; where a late referral goes next.
CREATE TABLE referral_next (
  referral_id BLOB NOT NULL REFERENCES referral (id),
  position INTEGER NOT NULL,
  service_id BLOB NOT NULL REFERENCES service (id),
  org_id BLOB NOT NULL REFERENCES organization (id),
  PRIMARY KEY (referral_id, position)
) STRICT;

-- What the sender has to do about a referral, with the sender's own clock.
CREATE TABLE referral_task (
  id BLOB NOT NULL PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral (id),
  owner_org BLOB NOT NULL,
  kind TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX referral_task_open ON referral_task (owner_org, due_at) WHERE done_at IS NULL;
CREATE INDEX referral_task_by_referral ON referral_task (referral_id);

-- A need offered without the person: kind of help and area, nothing else.
CREATE TABLE referral_offer (
  id BLOB NOT NULL PRIMARY KEY,
  referral_id BLOB NOT NULL REFERENCES referral (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  domain TEXT NOT NULL,
  area TEXT,
  language TEXT,
  offered_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'settled', 'closed')),
  claimed_by BLOB REFERENCES organization (id),
  claimed_at INTEGER,
  lapses_at INTEGER,
  CHECK ((claimed_by IS NULL) = (state IN ('open', 'closed')))
) STRICT;
CREATE UNIQUE INDEX referral_offer_of ON referral_offer (referral_id);
CREATE INDEX referral_offer_open ON referral_offer (state, offered_at);
CREATE INDEX referral_offer_lapse ON referral_offer (lapses_at) WHERE state = 'claimed';

-- Domestic violence: what the receiving organization keeps of a sealed hand-off, in its own vault. No name, no number; the code
-- and the words are sealed with the vault's key.
CREATE TABLE sealed_handoff (
  referral_id BLOB NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org BLOB NOT NULL REFERENCES organization (id),
  label TEXT NOT NULL CHECK (label = 'domestic_violence'),
  key_id BLOB,
  sealed BLOB,
  language TEXT,
  received_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  ended_at INTEGER,
  reason TEXT
) STRICT;
CREATE INDEX sealed_handoff_by_owner ON sealed_handoff (owner_org, received_at);

-- How many referrals each organization was asked and answered in time: counts only, no row about a person.
CREATE TABLE response_tally (
  org_id BLOB NOT NULL PRIMARY KEY REFERENCES organization (id),
  asked INTEGER NOT NULL,
  in_time INTEGER NOT NULL
) STRICT;
