-- Several lists keep lines of the cases, each of its own kind; those there are belong to the queue.
ALTER TABLE case_line RENAME TO case_line_of_queue;
CREATE TABLE case_line (
  kind TEXT NOT NULL,
  scope TEXT NOT NULL,
  part INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (kind, scope, part)
) STRICT, WITHOUT ROWID;
INSERT INTO case_line SELECT 'QUEUE', scope, part, sealed FROM case_line_of_queue;
DROP TABLE case_line_of_queue;
-- Which lists a case is due for, a bit each; whatever changes it makes it due for all of them.
ALTER TABLE case_due ADD COLUMN kinds INTEGER NOT NULL DEFAULT -1;
