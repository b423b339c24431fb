-- A sign-in that only hands in what lies on a machine, and is shown nothing.
ALTER TABLE token ADD COLUMN hand_in BIGINT NOT NULL DEFAULT 0;
