-- What the links of cases and registry were last made of; one row. The links themselves are records
-- (type LINK) and sync like others.
CREATE TABLE link_run (
  one BIGINT NOT NULL PRIMARY KEY,
  basis TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- Written for the district's platform, never read by this program: one row for each decision, keyed
-- by its id, so that writing it again changes nothing. version rises with every change of a row;
-- whoever copies them asks for versions above the last it saw. No identity number lies here:
-- applicant is the keyed look-up value under which the registry's views show the person (mac),
-- household what the registry calls the household, both NULL while nobody is linked.
CREATE TABLE staging_decision_row (
  decision TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  application TEXT NOT NULL,
  number TEXT,
  street TEXT,
  scheme TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reason_code TEXT,
  monthly_fen BIGINT,
  start_month TEXT,
  level TEXT,
  document_number TEXT,
  decided_at TEXT,
  superseded_by TEXT,
  applicant TEXT,
  household TEXT
);
CREATE INDEX staging_decision_version ON staging_decision_row (version);

-- every decision, also those a later one superseded
CREATE VIEW staging_decision AS
  SELECT decision, version, written_at, application, number, street, scheme, outcome, reason_code,
    monthly_fen, start_month, level, document_number, decided_at, superseded_by, applicant,
    household
  FROM staging_decision_row;

-- decisions that stand
CREATE VIEW staging_decision_standing AS
  SELECT decision, version, written_at, application, number, street, scheme, outcome, reason_code,
    monthly_fen, start_month, level, document_number, decided_at, applicant, household
  FROM staging_decision_row WHERE superseded_by IS NULL;

-- up to which commit decisions were written there; one row
CREATE TABLE staging_run (
  one BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
