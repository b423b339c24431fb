-- The district's tables. Ids are UUID text, times milliseconds since 1970, flags 0 or 1.
-- Portable between SQLite and PostgreSQL: no sequences, no triggers, no JSON operators.

CREATE TABLE feed (
  district TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  epoch TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  safe_seq BIGINT NOT NULL
);

CREATE TABLE feed_commit (
  seq BIGINT NOT NULL PRIMARY KEY,
  hash TEXT NOT NULL,
  effect TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE TABLE record (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  scope TEXT NOT NULL,
  case_id TEXT,
  seq BIGINT NOT NULL,
  made_by TEXT,
  journal TEXT,
  deleted BIGINT NOT NULL,
  fields TEXT NOT NULL,
  sealed ${bytes}
);
CREATE INDEX record_scope ON record (scope, seq);
CREATE INDEX record_case ON record (case_id, seq);
CREATE INDEX record_type ON record (type, scope);

-- every state a record ever had
CREATE TABLE record_history (
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  deleted BIGINT NOT NULL,
  fields TEXT NOT NULL,
  sealed ${bytes},
  PRIMARY KEY (id, seq)
);

-- who wrote a merge group last
CREATE TABLE group_author (
  id TEXT NOT NULL,
  grp TEXT NOT NULL,
  staff TEXT NOT NULL,
  journal TEXT NOT NULL,
  at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (id, grp)
);

CREATE TABLE id_lookup (
  mac TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (mac, id)
);
CREATE INDEX id_lookup_record ON id_lookup (id);

CREATE TABLE scope_exit (
  scope TEXT NOT NULL,
  id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (scope, id)
);
CREATE INDEX scope_exit_seq ON scope_exit (scope, seq);

CREATE TABLE journal (
  jid TEXT NOT NULL PRIMARY KEY,
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  head TEXT NOT NULL
);
CREATE INDEX journal_device ON journal (device, staff);

CREATE TABLE journal_line (
  jid TEXT NOT NULL,
  jseq BIGINT NOT NULL,
  op_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  verdict TEXT,
  PRIMARY KEY (jid, jseq)
);

-- each op once, with the first verdict it got; the body as it came, sealed
CREATE TABLE op (
  op_id TEXT NOT NULL PRIMARY KEY,
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  kind TEXT NOT NULL,
  verdict_kind TEXT NOT NULL,
  verdict TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  skew BIGINT NOT NULL,
  body ${bytes} NOT NULL
);

CREATE TABLE op_waiting (
  op_id TEXT NOT NULL,
  waits_for TEXT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (op_id, waits_for)
);
CREATE INDEX op_waiting_for ON op_waiting (waits_for);

CREATE TABLE assignment_of (
  assignment TEXT NOT NULL,
  staff TEXT NOT NULL,
  agency TEXT NOT NULL,
  case_id TEXT NOT NULL,
  active BIGINT NOT NULL,
  PRIMARY KEY (assignment, staff)
);
CREATE INDEX assignment_of_staff ON assignment_of (staff, case_id);
CREATE INDEX assignment_of_agency ON assignment_of (agency, case_id);

CREATE TABLE file (
  address TEXT NOT NULL PRIMARY KEY,
  length BIGINT NOT NULL,
  complete BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT NOT NULL
);

-- which records name a file
CREATE TABLE file_use (
  address TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (address, record, field)
);
CREATE INDEX file_use_record ON file_use (record);

-- for which case a file was announced before its record arrived
CREATE TABLE file_offer (
  address TEXT NOT NULL,
  case_id TEXT NOT NULL,
  PRIMARY KEY (address, case_id)
);

CREATE TABLE agency (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE staff (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  street TEXT,
  agency TEXT,
  phone TEXT,
  active BIGINT NOT NULL,
  password TEXT NOT NULL,
  failed BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);

CREATE TABLE enrol_code (
  mac TEXT NOT NULL PRIMARY KEY,
  until BIGINT NOT NULL,
  used BIGINT NOT NULL,
  home TEXT,
  issued_by TEXT NOT NULL
);

CREATE TABLE device (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  block TEXT NOT NULL UNIQUE,
  home TEXT,
  active BIGINT NOT NULL,
  enrolled_at BIGINT NOT NULL
);

CREATE TABLE token (
  hash TEXT NOT NULL PRIMARY KEY,
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  until BIGINT NOT NULL
);

CREATE TABLE grants (
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  until BIGINT NOT NULL,
  PRIMARY KEY (staff, device)
);

CREATE TABLE nonce (
  device TEXT NOT NULL,
  nonce TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (device, nonce)
);
CREATE INDEX nonce_at ON nonce (at);

CREATE TABLE audit (
  seq BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  what TEXT NOT NULL,
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
);
