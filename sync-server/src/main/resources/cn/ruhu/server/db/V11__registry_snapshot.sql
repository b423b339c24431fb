-- What windows are handed to know a person by number without a network (DOMAIN C14).

-- The salt all numbers are hashed with until it is replaced; one row.
CREATE TABLE registry_salt (
  one BIGINT NOT NULL PRIMARY KEY,
  salt TEXT NOT NULL,
  since BIGINT NOT NULL
);

-- What a number's slow hash came to, by its keyed look-up value, so that a new snapshot costs only
-- the numbers it adds.
CREATE TABLE registry_digest (
  salt TEXT NOT NULL,
  mac TEXT NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (salt, mac)
);

-- basis: the imports and the commit a snapshot is made of; head: what is told of it, as JSON
CREATE TABLE registry_snapshot (
  id TEXT NOT NULL PRIMARY KEY,
  made_at BIGINT NOT NULL,
  basis TEXT NOT NULL,
  head TEXT NOT NULL
);

CREATE TABLE registry_snapshot_piece (
  snapshot TEXT NOT NULL,
  n BIGINT NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (snapshot, n)
);

-- The number of the newest query each person told of from each machine.
CREATE TABLE registry_asked (
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  no BIGINT NOT NULL,
  PRIMARY KEY (staff, device)
);
