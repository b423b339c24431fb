-- Badges of persons, also those that were revoked: whose key signed a visit is asked for years. What
-- a PIN opens lies in the BADGE record, and goes with the badge from record and record_history. Times are milliseconds since 1970,
-- 0 for never.
CREATE TABLE badge (
  id TEXT NOT NULL PRIMARY KEY,
  staff TEXT NOT NULL,
  number TEXT NOT NULL UNIQUE,
  public_key TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  revoked_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX badge_staff ON badge (staff);
