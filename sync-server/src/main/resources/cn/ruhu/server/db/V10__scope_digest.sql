-- What each scope holds, as one number (cn.ruhu.wire.ScopeDigest): moved with every commit.
CREATE TABLE scope_digest (
  scope TEXT NOT NULL PRIMARY KEY,
  sum TEXT NOT NULL
);

-- Hash over all a record says, as in the chain of commits; null for what was written before.
ALTER TABLE record ADD COLUMN digest TEXT;

-- Tombstones up to this commit are out of the feed (record.deleted = 2): who pulled less begins anew.
ALTER TABLE feed ADD COLUMN tombstone_horizon BIGINT NOT NULL DEFAULT 0;
