-- What a decision pays by month and from when, for the platform that pays: the months of a gradual
-- exit, the months before the last of several new standards (2026-12=52000,2027-01=41600: fen by
-- month, as a decision keeps them), and the first month paid by it where the months before are paid
-- later. Rows written before say neither: everything is read and written once more, and what says
-- more than before gets a new version.
ALTER TABLE staging_decision_row ADD COLUMN schedule TEXT;
ALTER TABLE staging_decision_row ADD COLUMN paid_from TEXT;

DROP VIEW staging_decision;
CREATE VIEW staging_decision AS
  SELECT decision, version, written_at, application, number, street, scheme, outcome, reason_code,
    monthly_fen, start_month, level, document_number, schedule, paid_from, decided_at,
    superseded_by, applicant, household
  FROM staging_decision_row;

DROP VIEW staging_decision_standing;
CREATE VIEW staging_decision_standing AS
  SELECT decision, version, written_at, application, number, street, scheme, outcome, reason_code,
    monthly_fen, start_month, level, document_number, schedule, paid_from, decided_at, applicant,
    household
  FROM staging_decision_row WHERE superseded_by IS NULL;

DELETE FROM staging_run;
