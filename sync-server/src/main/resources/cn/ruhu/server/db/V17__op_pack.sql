-- What a machine sent, as it sent it: one push, sealed, for all of its ops. An op says where its
-- line lies; one that came before this table, or that waits and is read again, has it in its body,
-- which is empty for the others.
CREATE TABLE op_pack (
  seq BIGINT NOT NULL PRIMARY KEY,
  body ${bytes} NOT NULL
);
ALTER TABLE op ADD COLUMN pack BIGINT;
ALTER TABLE op ADD COLUMN place BIGINT;

-- PostgreSQL tries to pack a row of more than 2,000 bytes, and lays what is still too long
-- elsewhere: two texts of nearly every record. That costs more than writing them as they are, and
-- what is sealed cannot be packed at all. SQLite never does such a thing.
${only_postgres}ALTER TABLE op_pack ALTER COLUMN body SET STORAGE EXTERNAL;
${only_postgres}ALTER TABLE record SET (toast_tuple_target = 8160);
${only_postgres}ALTER TABLE record_history SET (toast_tuple_target = 8160);
