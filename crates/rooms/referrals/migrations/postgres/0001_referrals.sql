-- The referrals room: one need sent to one service. Status words are those of the FHIR R4 Task.
CREATE TABLE referral (
  id uuid NOT NULL PRIMARY KEY,
  owner_org uuid NOT NULL REFERENCES organization (id),
  receiver_org uuid REFERENCES organization (id),
  person_id uuid REFERENCES person (id),
  need_id uuid REFERENCES need (id),
  service_id uuid REFERENCES service (id),
  label text NOT NULL,
  source text NOT NULL CHECK (source IN ('member', 'self')),
  status text NOT NULL CHECK (status IN ('draft', 'requested', 'accepted', 'rejected', 'in-progress', 'completed', 'cancelled', 'failed', 'on-hold')),
  identified bigint NOT NULL CHECK (identified IN (0, 1)),
  domain text,
  area text,
  language text,
  sent_by uuid,
  created_at bigint NOT NULL,
  sent_at bigint,
  due_at bigint,
  late_at bigint,
  answered_at bigint,
  accepted_at bigint,
  ended_at bigint,
  reason text,
  service_received bigint CHECK (service_received IN (0, 1)),
  need_resolved text CHECK (need_resolved IN ('yes', 'partly', 'no')),
  previous_id uuid REFERENCES referral (id),
  idempotency_key text,
  updated_at bigint NOT NULL,
  -- An end always has its reason and its time, whoever writes it.
  CHECK ((status IN ('rejected', 'completed', 'cancelled', 'failed')) = (ended_at IS NOT NULL)),
  CHECK (ended_at IS NULL OR reason IS NOT NULL),
  -- A sealed referral has no clock and none of the three facts.
  CHECK (label <> 'domestic_violence' OR (due_at IS NULL AND late_at IS NULL AND service_received IS NULL AND need_resolved IS NULL))
);
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
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral (id),
  seq bigint NOT NULL,
  at bigint NOT NULL,
  side text NOT NULL CHECK (side IN ('sender', 'receiver', 'person', 'system')),
  org_id uuid,
  member_id uuid,
  verb text NOT NULL,
  from_status text NOT NULL,
  to_status text NOT NULL,
  reason text,
  words text NOT NULL
);
CREATE INDEX referral_event_by_referral ON referral_event (referral_id, seq);

-- Questions and answers between the two organizations.
CREATE TABLE referral_message (
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral (id),
  seq bigint NOT NULL,
  at bigint NOT NULL,
  side text NOT NULL CHECK (side IN ('sender', 'receiver')),
  member_id uuid,
  kind text NOT NULL CHECK (kind IN ('question', 'answer')),
  words text NOT NULL
);
CREATE INDEX referral_message_by_referral ON referral_message (referral_id, seq);

-- What the sender shares about the person: the receiver sees it while the consent lives. `sealed` holds name, ways of contact
-- and note, closed with the key `key_id` of the row's owner.
CREATE TABLE referral_shared (
  referral_id uuid NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  label text NOT NULL,
  key_id uuid,
  sealed bytea,
  language text,
  safe_call bigint NOT NULL,
  safe_text bigint NOT NULL,
  safe_email bigint NOT NULL,
  safe_message bigint NOT NULL,
  shared_at bigint NOT NULL
);

-- The receiver's own record, made at its yes: a later withdrawal stops the sender's data, not the help under way.
CREATE TABLE receiver_record (
  referral_id uuid NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org uuid NOT NULL,
  person_id uuid,
  label text NOT NULL,
  key_id uuid,
  sealed bytea,
  phone_token uuid,
  language text,
  safe_call bigint NOT NULL,
  safe_text bigint NOT NULL,
  safe_email bigint NOT NULL,
  safe_message bigint NOT NULL,
  received_at bigint NOT NULL
);
CREATE INDEX receiver_record_by_owner ON receiver_record (owner_org, received_at);
CREATE INDEX receiver_record_by_phone ON receiver_record (phone_token, received_at);

-- The services that the person named, in order; where a late referral goes next.
CREATE TABLE referral_next (
  referral_id uuid NOT NULL REFERENCES referral (id),
  position bigint NOT NULL,
  service_id uuid NOT NULL REFERENCES service (id),
  org_id uuid NOT NULL REFERENCES organization (id),
  PRIMARY KEY (referral_id, position)
);

-- What the sender has to do about a referral, with the sender's own clock.
CREATE TABLE referral_task (
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral (id),
  owner_org uuid NOT NULL,
  kind text NOT NULL,
  opened_at bigint NOT NULL,
  due_at bigint NOT NULL,
  done_at bigint
);
CREATE INDEX referral_task_open ON referral_task (owner_org, due_at) WHERE done_at IS NULL;
CREATE INDEX referral_task_by_referral ON referral_task (referral_id);

-- A need offered without the person: kind of help and area, nothing else.
CREATE TABLE referral_offer (
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  domain text NOT NULL,
  area text,
  language text,
  offered_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'claimed', 'settled', 'closed')),
  claimed_by uuid REFERENCES organization (id),
  claimed_at bigint,
  lapses_at bigint,
  CHECK ((claimed_by IS NULL) = (state IN ('open', 'closed')))
);
CREATE UNIQUE INDEX referral_offer_of ON referral_offer (referral_id);
CREATE INDEX referral_offer_open ON referral_offer (state, offered_at);
CREATE INDEX referral_offer_lapse ON referral_offer (lapses_at) WHERE state = 'claimed';

-- Domestic violence: what the receiving organization keeps of a sealed hand-off, in its own vault. No name, no number; the code
-- and the words are sealed with the vault's key.
CREATE TABLE sealed_handoff (
  referral_id uuid NOT NULL PRIMARY KEY REFERENCES referral (id),
  owner_org uuid NOT NULL REFERENCES organization (id),
  label text NOT NULL CHECK (label = 'domestic_violence'),
  key_id uuid,
  sealed bytea,
  language text,
  received_at bigint NOT NULL,
  due_at bigint NOT NULL,
  status text NOT NULL,
  ended_at bigint,
  reason text
);
CREATE INDEX sealed_handoff_by_owner ON sealed_handoff (owner_org, received_at);

-- How many referrals each organization was asked and answered in time: counts only, no row about a person.
CREATE TABLE response_tally (
  org_id uuid NOT NULL PRIMARY KEY REFERENCES organization (id),
  asked bigint NOT NULL,
  in_time bigint NOT NULL
);
