-- A person's work key of a machine, sealed to the recovery key: opened only to be given back.
CREATE TABLE work_key (
  staff TEXT NOT NULL,
  device TEXT NOT NULL,
  sealed TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (staff, device)
);
