-- Where the audit log stands: the row every writer of the log locks, and what shows that its last
-- lines were cut off.
CREATE TABLE audit_head (
  one BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (one, seq, hash)
SELECT 1, COALESCE(MAX(seq), 0),
  COALESCE((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1),
    '0000000000000000000000000000000000000000000000000000000000000000')
FROM audit;
