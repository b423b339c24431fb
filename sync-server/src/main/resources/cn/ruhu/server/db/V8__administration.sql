-- Running accounts and machines from the window. Times are milliseconds since 1970, 0 for never.

-- a password somebody else gave: good until then and only to set one's own; 0 for one's own
ALTER TABLE staff ADD COLUMN one_time_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;

-- ENROLLED, REVOKED or LOST; active = 1 with ENROLLED alone
ALTER TABLE device ADD COLUMN state TEXT NOT NULL DEFAULT 'ENROLLED';
UPDATE device SET state = 'REVOKED' WHERE active = 0;
ALTER TABLE device ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN wipe_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN wiped_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN wipe_left BIGINT NOT NULL DEFAULT 0;

ALTER TABLE token ADD COLUMN since BIGINT NOT NULL DEFAULT 0;
CREATE INDEX token_staff ON token (staff);
CREATE INDEX token_device ON token (device);

-- where the audit log stood, signed by the server: what was written before can be proven to stand
CREATE TABLE audit_checkpoint (
  seq BIGINT NOT NULL PRIMARY KEY,
  line TEXT NOT NULL
);

-- where the log begins since old rows were thrown away; no row: at its first
CREATE TABLE audit_start (
  one BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
