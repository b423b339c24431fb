-- Cases are read one by one from a database that is too large to be held open whole.
CREATE INDEX record_case ON record (case_id, type);
CREATE INDEX record_type ON record (type, id);
-- What lists show of each case, some hundred cases a row, sealed under the key of their scope; an
-- empty scope is the person's own.
CREATE TABLE case_line (
  scope TEXT NOT NULL,
  part INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (scope, part)
) STRICT, WITHOUT ROWID;
-- Cases whose line is to be made again; n is another one after each change.
CREATE TABLE case_due (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  case_id TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO case_due (case_id) SELECT id FROM record WHERE type = 'APPLICATION' AND deleted = 0;
