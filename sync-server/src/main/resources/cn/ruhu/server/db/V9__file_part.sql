-- Parts of unfinished uploads when files lie in an S3 store: where each stands in its file. The row
-- lets one of two requests through that add at the same place.
CREATE TABLE file_part (
  address TEXT NOT NULL,
  case_id TEXT NOT NULL,
  start BIGINT NOT NULL,
  length BIGINT NOT NULL,
  object TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (address, case_id, start)
);
