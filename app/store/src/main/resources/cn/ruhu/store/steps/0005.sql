-- What a page of the district brought that this person had not done: a line for each case and type.
-- case_id is empty for what belongs to no case and for a page of many cases.
CREATE TABLE received (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL,
  at INTEGER NOT NULL,
  case_id TEXT,
  type TEXT NOT NULL,
  fresh INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  gone INTEGER NOT NULL
) STRICT;

CREATE INDEX journal_ack ON journal (ack_seq);
