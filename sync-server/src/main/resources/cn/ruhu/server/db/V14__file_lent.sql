-- Files that one case's records lend to another file, by this server alone: the notice that hangs at
-- another street's board, and the photos of it that come back (decision 0044). A lent file belongs to
-- to_case as long as it came for from_case.
CREATE TABLE file_lent (
  address TEXT NOT NULL,
  from_case TEXT NOT NULL,
  to_case TEXT NOT NULL,
  PRIMARY KEY (address, to_case, from_case)
);
