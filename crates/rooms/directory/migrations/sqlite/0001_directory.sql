-- The directory room: services, where and when they are offered, whether they have room. Terms are those of HSDS 3.0.
CREATE TABLE location (
  id               BLOB   NOT NULL PRIMARY KEY,
  organization_id  BLOB   REFERENCES organization (id),
  location_type    TEXT NOT NULL CHECK (location_type IN ('physical', 'postal', 'virtual')),
  name             TEXT NOT NULL,
  alternate_name   TEXT NOT NULL,
  description      TEXT NOT NULL,
  transportation   TEXT NOT NULL,
  url              TEXT NOT NULL,
  latitude         REAL,
  longitude        REAL,
  confidential     INTEGER  NOT NULL CHECK (confidential IN (0, 1)),
  -- A confidential place has no point on the map, whoever writes it.
  CHECK (confidential = 0 OR (latitude IS NULL AND longitude IS NULL)),
  CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT;
CREATE INDEX location_organization ON location (organization_id);

CREATE TABLE address (
  id             BLOB   NOT NULL PRIMARY KEY,
  location_id    BLOB   NOT NULL REFERENCES location (id),
  address_1      TEXT NOT NULL,
  address_2      TEXT NOT NULL,
  city           TEXT NOT NULL,
  state_province TEXT NOT NULL,
  postal_code    TEXT NOT NULL,
  country        TEXT NOT NULL,
  address_type   TEXT NOT NULL CHECK (address_type IN ('physical', 'postal', 'virtual'))
) STRICT;
CREATE INDEX address_location ON address (location_id);

CREATE TABLE accessibility (
  id          BLOB   NOT NULL PRIMARY KEY,
  location_id BLOB   NOT NULL REFERENCES location (id),
  description TEXT NOT NULL,
  details     TEXT NOT NULL
) STRICT;
CREATE INDEX accessibility_location ON accessibility (location_id);

CREATE TABLE service (
  id                      BLOB   NOT NULL PRIMARY KEY,
  organization_id         BLOB   NOT NULL REFERENCES organization (id),
  name                    TEXT NOT NULL CHECK (name <> ''),
  alternate_name          TEXT NOT NULL,
  description             TEXT NOT NULL,
  url                     TEXT NOT NULL,
  email                   TEXT NOT NULL,
  status                  TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily closed')),
  interpretation_services TEXT NOT NULL,
  application_process     TEXT NOT NULL,
  fees_description        TEXT NOT NULL,
  wait_time               TEXT NOT NULL,
  eligibility_description TEXT NOT NULL,
  minimum_age             INTEGER,
  maximum_age             INTEGER,
  alert                   TEXT NOT NULL,
  keywords                TEXT NOT NULL,
  assured_date            TEXT,
  assured_by              TEXT NOT NULL,
  confidential            INTEGER  NOT NULL CHECK (confidential IN (0, 1)),
  source                  TEXT NOT NULL,
  -- Set when somebody edited the listing here: an import must not undo that.
  edited_at               INTEGER,
  created_at              INTEGER  NOT NULL,
  updated_at              INTEGER  NOT NULL
) STRICT;
CREATE INDEX service_organization ON service (organization_id, name);

CREATE TABLE service_at_location (
  id          BLOB   NOT NULL PRIMARY KEY,
  service_id  BLOB   NOT NULL REFERENCES service (id),
  location_id BLOB   NOT NULL REFERENCES location (id),
  description TEXT NOT NULL
) STRICT;
CREATE INDEX service_at_location_service ON service_at_location (service_id);
CREATE INDEX service_at_location_location ON service_at_location (location_id);

-- HSDS attribute: a taxonomy term on a service. domains holds need domain codes joined with "|"; empty for a term that describes people.
CREATE TABLE attribute (
  id         BLOB   NOT NULL PRIMARY KEY,
  service_id BLOB   NOT NULL REFERENCES service (id),
  taxonomy   TEXT NOT NULL,
  term_code  TEXT NOT NULL,
  term       TEXT NOT NULL,
  domains    TEXT NOT NULL,
  audience   INTEGER  NOT NULL CHECK (audience IN (0, 1))
) STRICT;
CREATE INDEX attribute_service ON attribute (service_id);

CREATE TABLE phone (
  id                     BLOB   NOT NULL PRIMARY KEY,
  organization_id        BLOB   REFERENCES organization (id),
  location_id            BLOB   REFERENCES location (id),
  service_id             BLOB   REFERENCES service (id),
  service_at_location_id BLOB   REFERENCES service_at_location (id),
  number                 TEXT NOT NULL,
  extension              TEXT NOT NULL,
  phone_type             TEXT NOT NULL,
  description            TEXT NOT NULL
) STRICT;
-- A number belongs to one of these: an index of each holds only its own.
CREATE INDEX phone_organization ON phone (organization_id) WHERE organization_id IS NOT NULL;
CREATE INDEX phone_location ON phone (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX phone_service ON phone (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX phone_service_at_location ON phone (service_at_location_id) WHERE service_at_location_id IS NOT NULL;

CREATE TABLE schedule (
  id                     BLOB   NOT NULL PRIMARY KEY,
  location_id            BLOB   REFERENCES location (id),
  service_id             BLOB   REFERENCES service (id),
  service_at_location_id BLOB   REFERENCES service_at_location (id),
  kind                   TEXT NOT NULL CHECK (kind IN ('regular', 'holiday_closed', 'holiday_hours')),
  freq                   TEXT NOT NULL CHECK (freq IN ('WEEKLY', 'MONTHLY')),
  interval_count         INTEGER  NOT NULL,
  byday                  TEXT NOT NULL,
  bymonthday             TEXT NOT NULL,
  dtstart                TEXT,
  until                  TEXT,
  valid_from             TEXT,
  valid_to               TEXT,
  yearly                 INTEGER  NOT NULL CHECK (yearly IN (0, 1)),
  opens_at               TEXT,
  closes_at              TEXT,
  utc_offset             INTEGER,
  description            TEXT NOT NULL
) STRICT;
CREATE INDEX schedule_location ON schedule (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX schedule_service ON schedule (service_id) WHERE service_id IS NOT NULL;
CREATE INDEX schedule_service_at_location ON schedule (service_at_location_id) WHERE service_at_location_id IS NOT NULL;

CREATE TABLE language (
  id          BLOB   NOT NULL PRIMARY KEY,
  location_id BLOB   REFERENCES location (id),
  service_id  BLOB   REFERENCES service (id),
  code        TEXT NOT NULL,
  name        TEXT NOT NULL,
  note        TEXT NOT NULL
) STRICT;
CREATE INDEX language_location ON language (location_id) WHERE location_id IS NOT NULL;
CREATE INDEX language_service ON language (service_id) WHERE service_id IS NOT NULL;

CREATE TABLE required_document (
  id         BLOB   NOT NULL PRIMARY KEY,
  service_id BLOB   NOT NULL REFERENCES service (id),
  document   TEXT NOT NULL
) STRICT;
CREATE INDEX required_document_service ON required_document (service_id);

CREATE TABLE cost_option (
  id                 BLOB   NOT NULL PRIMARY KEY,
  service_id         BLOB   NOT NULL REFERENCES service (id),
  option_text        TEXT NOT NULL,
  currency           TEXT NOT NULL,
  amount_cents       INTEGER,
  amount_description TEXT NOT NULL
) STRICT;
CREATE INDEX cost_option_service ON cost_option (service_id);

CREATE TABLE service_area (
  id          BLOB   NOT NULL PRIMARY KEY,
  service_id  BLOB   NOT NULL REFERENCES service (id),
  name        TEXT NOT NULL,
  description TEXT NOT NULL
) STRICT;
CREATE INDEX service_area_service ON service_area (service_id);

-- Whether a service has room now. No row: not known.
CREATE TABLE service_capacity (
  service_id      BLOB   NOT NULL PRIMARY KEY REFERENCES service (id),
  status          TEXT NOT NULL CHECK (status IN ('open', 'limited', 'waitlist', 'closed')),
  funded_units    INTEGER,
  free_units      INTEGER,
  updated_at      INTEGER  NOT NULL,
  updated_by      BLOB,
  updated_by_name TEXT NOT NULL
) STRICT;

-- Every move of a capacity switch, so that it can be undone and counted.
CREATE TABLE capacity_change (
  id            BLOB   NOT NULL PRIMARY KEY,
  service_id    BLOB   NOT NULL REFERENCES service (id),
  at            INTEGER  NOT NULL,
  member_id     BLOB,
  status_before TEXT,
  funded_before INTEGER,
  free_before   INTEGER,
  status_after  TEXT,
  funded_after  INTEGER,
  free_after    INTEGER
) STRICT;
CREATE INDEX capacity_change_service ON capacity_change (service_id, at);

-- The listing as it was before each edit (JSON of the edited fields): history and revert.
CREATE TABLE service_revision (
  id         BLOB   NOT NULL PRIMARY KEY,
  service_id BLOB   NOT NULL REFERENCES service (id),
  at         INTEGER  NOT NULL,
  member_id  BLOB,
  org_id     BLOB,
  before     TEXT NOT NULL,
  after      TEXT NOT NULL
) STRICT;
CREATE INDEX service_revision_service ON service_revision (service_id, at);

-- "Is this wrong? Tell us": what somebody says about a listing. No name and no address of the teller is asked for.
CREATE TABLE listing_report (
  id          BLOB   NOT NULL PRIMARY KEY,
  service_id  BLOB   NOT NULL REFERENCES service (id),
  at          INTEGER  NOT NULL,
  what        TEXT NOT NULL CHECK (what IN ('phone', 'hours', 'address', 'closed', 'other')),
  words       TEXT NOT NULL,
  settled_at  INTEGER,
  settled_by  BLOB
) STRICT;
CREATE INDEX listing_report_service ON listing_report (service_id, settled_at);

-- Which row of which source became which object, and a hash of what it said: imports are idempotent by it.
CREATE TABLE directory_import (
  source    TEXT NOT NULL,
  kind      TEXT NOT NULL,
  source_id TEXT NOT NULL,
  object_id BLOB   NOT NULL,
  hash      TEXT NOT NULL,
  -- The import that wrote the row last (its starting time).
  run       INTEGER  NOT NULL,
  PRIMARY KEY (source, kind, source_id)
) STRICT, WITHOUT ROWID;

-- Middles of ZIP codes from an imported file; without one they come from the directory's own addresses.
CREATE TABLE zip_centroid (
  postal_code TEXT NOT NULL PRIMARY KEY,
  latitude    REAL NOT NULL,
  longitude   REAL NOT NULL
) STRICT;

-- One row: counts changes of the directory, so that every server notices.
CREATE TABLE directory_state (
  id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
INSERT INTO directory_state (id, version) VALUES (1, 1);
