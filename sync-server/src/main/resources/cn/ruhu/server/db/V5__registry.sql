-- The district's registry, as its files gave it: people, households, benefits granted, officials.
-- Every import has a number; its rows stand beside those of the import before until it is
-- complete. The views show the newest complete import of each kind, and nothing of any other: what
-- reads the registry reads the views only, and a district that keeps these data in its own
-- platform replaces the views. Identity numbers stand sealed (id_sealed) and as keyed look-up value
-- (mac) only. Dates are text as 2026-01-02, money is in fen; what the file did not say is NULL.

-- state: RUNNING, COMPLETE, LEAVING (its rows are being taken away), GONE
CREATE TABLE registry_import (
  id BIGINT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL,
  charset TEXT NOT NULL,
  state TEXT NOT NULL,
  rows_kept BIGINT NOT NULL,
  rows_bad BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT NOT NULL
);
CREATE INDEX registry_import_newest ON registry_import (kind, state, id);

CREATE TABLE registry_person_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  mac TEXT NOT NULL,
  id_sealed ${bytes} NOT NULL,
  name TEXT NOT NULL,
  household TEXT,
  relation TEXT,
  street TEXT,
  address TEXT,
  died TEXT,
  PRIMARY KEY (import_id, row_no)
);
CREATE UNIQUE INDEX registry_person_once ON registry_person_row (import_id, mac);
CREATE INDEX registry_person_home ON registry_person_row (import_id, household);

-- name, mac and id_sealed are those of the head
CREATE TABLE registry_household_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  household TEXT NOT NULL,
  mac TEXT NOT NULL,
  id_sealed ${bytes} NOT NULL,
  name TEXT NOT NULL,
  members BIGINT NOT NULL,
  street TEXT,
  address TEXT,
  PRIMARY KEY (import_id, row_no)
);
CREATE UNIQUE INDEX registry_household_once ON registry_household_row (import_id, household);
CREATE INDEX registry_household_head ON registry_household_row (import_id, mac);

-- benefit is a code of the table "benefit"
CREATE TABLE registry_benefit_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  mac TEXT NOT NULL,
  id_sealed ${bytes} NOT NULL,
  name TEXT NOT NULL,
  benefit TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  monthly_fen BIGINT,
  household TEXT,
  PRIMARY KEY (import_id, row_no)
);
CREATE UNIQUE INDEX registry_benefit_once
  ON registry_benefit_row (import_id, mac, benefit, since);

CREATE TABLE registry_official_row (
  import_id BIGINT NOT NULL,
  row_no BIGINT NOT NULL,
  mac TEXT NOT NULL,
  id_sealed ${bytes} NOT NULL,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  post TEXT NOT NULL,
  street TEXT,
  PRIMARY KEY (import_id, row_no)
);
CREATE UNIQUE INDEX registry_official_once
  ON registry_official_row (import_id, mac, unit, post);

CREATE VIEW registry_person AS
  SELECT import_id, row_no, mac, id_sealed, name, household, relation, street, address, died
  FROM registry_person_row
  WHERE import_id =
    (SELECT MAX(id) FROM registry_import WHERE kind = 'PERSON' AND state = 'COMPLETE');

CREATE VIEW registry_household AS
  SELECT import_id, row_no, household, mac, id_sealed, name, members, street, address
  FROM registry_household_row
  WHERE import_id =
    (SELECT MAX(id) FROM registry_import WHERE kind = 'HOUSEHOLD' AND state = 'COMPLETE');

CREATE VIEW registry_benefit AS
  SELECT import_id, row_no, mac, id_sealed, name, benefit, since, until, monthly_fen, household
  FROM registry_benefit_row
  WHERE import_id =
    (SELECT MAX(id) FROM registry_import WHERE kind = 'BENEFIT' AND state = 'COMPLETE');

CREATE VIEW registry_official AS
  SELECT import_id, row_no, mac, id_sealed, name, unit, post, street
  FROM registry_official_row
  WHERE import_id =
    (SELECT MAX(id) FROM registry_import WHERE kind = 'OFFICIAL' AND state = 'COMPLETE');
