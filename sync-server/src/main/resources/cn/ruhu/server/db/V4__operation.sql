-- Backups that may still be restored (KEPT) or are gone (REMOVED): decide the feed's safe_seq.
CREATE TABLE backup (
  name TEXT NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  epoch TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL
);

-- Number blocks: those up to floor may lie on machines a restore forgot; those above ceiling wait
-- for the next backup (0: none was made yet).
CREATE TABLE number_block (
  id BIGINT NOT NULL PRIMARY KEY,
  floor BIGINT NOT NULL,
  ceiling BIGINT NOT NULL
);
INSERT INTO number_block (id, floor, ceiling) VALUES (1, 0, 0);

-- files to be asked for again are few
CREATE INDEX file_complete ON file (complete);
CREATE INDEX enrol_code_until ON enrol_code (until);
