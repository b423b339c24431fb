-- Public keys persons sign seals with, one for each machine they signed in on, and those before: a
-- signature under a visit is checked for years. Times are milliseconds since 1970.
CREATE TABLE person_key (
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  public_key TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (staff, device, public_key)
);
