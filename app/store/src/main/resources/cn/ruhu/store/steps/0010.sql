-- What the district knows by number (DOMAIN C14), for windows: the head of a snapshot and the pieces
-- of its table, sealed under the work key; whole is 1 when every piece is here and the hash is right.
CREATE TABLE registry_head (
  snapshot TEXT PRIMARY KEY,
  whole INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
-- An index of its own would look like the journal's to whoever salvages rows by their shape.
CREATE TABLE registry_piece (
  snapshot TEXT NOT NULL,
  n INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (snapshot, n)
) STRICT, WITHOUT ROWID;
-- Each query this person made of it, sealed, without the number; told is 1 when the district has it.
CREATE TABLE registry_query (
  no INTEGER PRIMARY KEY,
  told INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
