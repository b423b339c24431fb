-- A scope that is fetched from the beginning: the commit the server stood at when that began (0: it
-- is not), and a number that marks the copies it brought; the others go when it is through.
ALTER TABLE cursor ADD COLUMN snapshot_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cursor ADD COLUMN snapshot_no INTEGER NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
-- District's clock when the scope's copies were last found to be the district's.
ALTER TABLE cursor ADD COLUMN compared_at INTEGER NOT NULL DEFAULT 0;
-- Scopes whose copies were not what the district holds: fetched anew, and the district is told.
CREATE TABLE doubt (scope TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
