-- what waits is asked for at every push and after every save; what went long ago must not be read
-- for it
CREATE INDEX journal_waiting ON journal (state) WHERE state = 'PENDING';
