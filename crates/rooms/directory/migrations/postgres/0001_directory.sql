-- The directory room: services, where and when they are offered, whether they have room. Terms are those of HSDS 3.0.
CREATE TABLE location (
  id               uuid   NOT NULL PRIMARY KEY,
  organization_id  uuid   REFERENCES organization (id),
  location_type    text NOT NULL CHECK (location_type IN ('physical', 'postal', 'virtual')),
  name             text NOT NULL,
  alternate_name   text NOT NULL,
  description      text NOT NULL,
  transportation   text NOT NULL,
  url              text NOT NULL,
  latitude         double precision,
  longitude        double precision,
  confidential     bigint  NOT NULL CHECK (confidential IN (0, 1)),
  -- A confidential place has no point on the map, whoever writes it.
  CHECK (confidential = 0 OR (latitude IS NULL AND longitude IS NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
);
CREATE INDEX location_organization ON location (organization_id);

CREATE TABLE address (
  id             uuid   NOT NULL PRIMARY KEY,
  location_id    uuid   NOT NULL REFERENCES location (id),
  address_1      text NOT NULL,
  address_2      text NOT NULL,
  city           text NOT NULL,
  state_province text NOT NULL,
  postal_code    text NOT NULL,
  country        text NOT NULL,
  address_type   text NOT NULL CHECK (address_type IN ('physical', 'postal', 'virtual'))
);
CREATE INDEX address_location ON address (location_id);

CREATE TABLE accessibility (
  id          uuid   NOT NULL PRIMARY KEY,
  location_id uuid   NOT NULL REFERENCES location (id),
  description text NOT NULL,
  details     text NOT NULL
);
CREATE INDEX accessibility_location ON accessibility (location_id);

CREATE TABLE service (
  id                      uuid   NOT NULL PRIMARY KEY,
  organization_id         uuid   NOT NULL REFERENCES organization (id),
  name                    text NOT NULL CHECK (name <> ''),
  alternate_name          text NOT NULL,
  description             text NOT NULL,
  url                     text NOT NULL,
  email                   text NOT NULL,
  status                  text NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily closed')),
  interpretation_services text NOT NULL,
  application_process     text NOT NULL,
  fees_description        text NOT NULL,
  wait_time               text NOT NULL,
  eligibility_description text NOT NULL,
  minimum_age             bigint,
  maximum_age             bigint,
  alert                   text NOT NULL,
  keywords                text NOT NULL,
  assured_date            text,
  assured_by              text NOT NULL,
  confidential            bigint  NOT NULL CHECK (confidential IN (0, 1)),
  source                  text NOT NULL,
  -- Set when somebody edited the listing here: an import must not undo that.
  edited_at               bigint,
  created_at              bigint  NOT NULL,
  updated_at              bigint  NOT NULL
);
CREATE INDEX service_organization ON service (organization_id, name);

CREATE TABLE service_at_location (
  id          uuid   NOT NULL PRIMARY KEY,
  service_id  uuid   NOT NULL REFERENCES service (id),
  location_id uuid   NOT NULL REFERENCES location (id),
  description text NOT NULL
);
CREATE INDEX service_at_location_service ON service_at_location (service_id);
CREATE INDEX service_at_location_location ON service_at_location (location_id);

-- HSDS attribute: a taxonomy term on a service. domains holds need domain codes joined with "|"; empty for a term that describes people.
CREATE TABLE attribute (
  id         uuid   NOT NULL PRIMARY KEY,
  service_id uuid   NOT NULL REFERENCES service (id),
  taxonomy   text NOT NULL,
  term_code  text NOT NULL,
  term       text NOT NULL,
  domains    text NOT NULL,
  audience   bigint  NOT NULL CHECK (audience IN (0, 1))
);
CREATE INDEX attribute_service ON attribute (service_id);

CREATE TABLE phone (
  id                     uuid   NOT NULL PRIMARY KEY,
  organization_id        uuid   REFERENCES organization (id),
  location_id            uuid   REFERENCES location (id),
  service_id             uuid   REFERENCES service (id),
  service_at_location_id uuid   REFERENCES service_at_location (id),
  number                 text NOT NULL,
  extension              text NOT NULL,
  phone_type             text NOT NULL,
  description            text NOT NULL
);
-- A number belongs to one of these: an index of each holds only its own.
CREATE INDEX phone_organization ON phone (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX phone_location ON phone (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX phone_service ON phone (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX phone_service_at_location ON phone (service_at_location_id) WHERE service_at_location_id IS NOT NULL;

CREATE TABLE schedule (
  id                     uuid   NOT NULL PRIMARY KEY,
  location_id            uuid   REFERENCES location (id),
  service_id             uuid   REFERENCES service (id),
  service_at_location_id uuid   REFERENCES service_at_location (id),
  kind                   text NOT NULL CHECK (kind IN ('regular', 'holiday_closed', 'holiday_hours')),
  freq                   text NOT NULL CHECK (freq IN ('WEEKLY', 'MONTHLY')),
  interval_count         bigint  NOT NULL,
  byday                  text NOT NULL,
  bymonthday             text NOT NULL,
  dtstart                text,
  until                  text,
  valid_from             text,
  valid_to               text,
  yearly                 bigint  NOT NULL CHECK (yearly IN (0, 1)),
  opens_at               text,
  closes_at              text,
  utc_offset             bigint,
  description            text NOT NULL
);
CREATE INDEX schedule_location ON schedule (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX schedule_service ON schedule (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX schedule_service_at_location ON schedule (service_at_location_id) WHERE service_at_location_id IS NOT NULL;

CREATE TABLE language (
  id          uuid   NOT NULL PRIMARY KEY,
  location_id uuid   REFERENCES location (id),
  service_id  uuid   REFERENCES service (id),
  code        text NOT NULL,
  name        text NOT NULL,
  note        text NOT NULL
);
CREATE INDEX language_location ON language (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX language_service ON language (service_id) WHERE service_id IS NOT NULL;

CREATE TABLE required_document (
  id         uuid   NOT NULL PRIMARY KEY,
  service_id uuid   NOT NULL REFERENCES service (id),
  document   text NOT NULL
);
CREATE INDEX required_document_service ON required_document (service_id);

CREATE TABLE cost_option (
  id                 uuid   NOT NULL PRIMARY KEY,
  service_id         uuid   NOT NULL REFERENCES service (id),
  option_text        text NOT NULL,
  currency           text NOT NULL,
  amount_cents       bigint,
  amount_description text NOT NULL
);
CREATE INDEX cost_option_service ON cost_option (service_id);

CREATE TABLE service_area (
  id          uuid   NOT NULL PRIMARY KEY,
  service_id  uuid   NOT NULL REFERENCES service (id),
  name        text NOT NULL,
  description text NOT NULL
);
CREATE INDEX service_area_service ON service_area (service_id);

-- Whether a service has room now. No row: not known.
CREATE TABLE service_capacity (
  service_id      uuid   NOT NULL PRIMARY KEY REFERENCES service (id),
  status          text NOT NULL CHECK (status IN ('open', 'limited', 'waitlist', 'closed')),
  funded_units    bigint,
  free_units      bigint,
  updated_at      bigint  NOT NULL,
  updated_by      uuid,
  updated_by_name text NOT NULL
);

-- Every move of a capacity switch, so that it can be undone and counted.
CREATE TABLE capacity_change (
  id            uuid   NOT NULL PRIMARY KEY,
  service_id    uuid   NOT NULL REFERENCES service (id),
  at            bigint  NOT NULL,
  member_id     uuid,
  status_before text,
  funded_before bigint,
  free_before   bigint,
  status_after  text,
  funded_after  bigint,
  free_after    bigint
);
CREATE INDEX capacity_change_service ON capacity_change (service_id, at);

-- The listing as it was before each edit (JSON of the edited fields): history and revert.
CREATE TABLE service_revision (
  id         uuid   NOT NULL PRIMARY KEY,
  service_id uuid   NOT NULL REFERENCES service (id),
  at         bigint  NOT NULL,
  member_id  uuid,
  org_id     uuid,
  before     text NOT NULL,
  after      text NOT NULL
);
CREATE INDEX service_revision_service ON service_revision (service_id, at);

-- "Is this wrong? Tell us": what somebody says about a listing. No name and no address of the teller is asked for.
CREATE TABLE listing_report (
  id          uuid   NOT NULL PRIMARY KEY,
  service_id  uuid   NOT NULL REFERENCES service (id),
  at          bigint  NOT NULL,
  what        text NOT NULL CHECK (what IN ('phone', 'hours', 'address', 'closed', 'other')),
  words       text NOT NULL,
  settled_at  bigint,
  settled_by  uuid
);
CREATE INDEX listing_report_service ON listing_report (service_id, settled_at);

-- Which row of which source became which object, and a hash of what it said: imports are idempotent by it.
CREATE TABLE directory_import (
  source    text NOT NULL,
  kind      text NOT NULL,
  source_id text NOT NULL,
  object_id uuid   NOT NULL,
  hash      text NOT NULL,
  -- The import that wrote the row last (its starting time).
  run       bigint  NOT NULL,
  PRIMARY KEY (source, kind, source_id)
);

-- Middles of ZIP codes from an imported file; without one they come from the directory's own addresses.
CREATE TABLE zip_centroid (
  postal_code text NOT NULL PRIMARY KEY,
  latitude    double precision NOT NULL,
  longitude   double precision NOT NULL
);

-- One row: counts changes of the directory, so that every server notices.
CREATE TABLE directory_state (
  id      bigint NOT NULL PRIMARY KEY CHECK (id = 1),
  version bigint NOT NULL
);
INSERT INTO directory_state (id, version) VALUES (1, 1);
