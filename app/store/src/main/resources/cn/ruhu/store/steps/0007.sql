-- What became of work that came too late, sealed under the work key; null while nobody told.
ALTER TABLE journal ADD COLUMN late BLOB;
