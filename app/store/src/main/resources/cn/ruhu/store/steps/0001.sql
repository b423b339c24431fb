-- Visible to whoever holds the disk: ids, types, scopes, sizes, times, states. All else is sealed.
CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- key of a granted scope, wrapped by the vault key; deleting it is what revoking means
CREATE TABLE scope_key (
  scope TEXT PRIMARY KEY,
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- last pulled server copy, never edited here
CREATE TABLE record (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  scope TEXT NOT NULL REFERENCES scope_key (scope),
  case_id TEXT,
  commit_seq INTEGER NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  data BLOB NOT NULL
) STRICT;

CREATE INDEX record_scope ON record (scope);

-- n: order in which this machine saved, over all journal ids
CREATE TABLE journal (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  jid TEXT NOT NULL,
  jseq INTEGER NOT NULL,
  op_id TEXT NOT NULL UNIQUE,
  body BLOB NOT NULL,
  length INTEGER NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('PENDING', 'ACKNOWLEDGED', 'REFLECTED')),
  ack_verdict TEXT,
  ack_seq INTEGER NOT NULL DEFAULT 0,
  ack BLOB,
  created_wall INTEGER NOT NULL,
  created_mono INTEGER NOT NULL,
  UNIQUE (jid, jseq)
) STRICT;

CREATE TABLE sync_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch TEXT,
  witness_seq INTEGER NOT NULL,
  witness_hash TEXT,
  safe_seq INTEGER NOT NULL,
  request_no INTEGER NOT NULL,
  grant_until INTEGER NOT NULL,
  server_time INTEGER NOT NULL
) STRICT;

INSERT INTO sync_state VALUES (1, NULL, 0, NULL, 0, 0, 0, 0);

CREATE TABLE cursor (
  scope TEXT PRIMARY KEY REFERENCES scope_key (scope),
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name: of the sealed file beside this database; says nothing about its content
CREATE TABLE file (
  name TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  length INTEGER NOT NULL,
  hint INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('KEPT', 'VERIFIED', 'FETCHED')),
  sent INTEGER NOT NULL,
  made INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE journal_file (
  n INTEGER NOT NULL REFERENCES journal (n) ON DELETE CASCADE,
  name TEXT NOT NULL REFERENCES file (name),
  PRIMARY KEY (n, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_file_name ON journal_file (name);

CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  changed INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

CREATE TABLE draft_entry (
  id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (id, n)
) STRICT, WITHOUT ROWID;
