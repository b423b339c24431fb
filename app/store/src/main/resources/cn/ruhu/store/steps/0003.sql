-- Files the server lost and asks for again go out although no kept op names them any more.
ALTER TABLE file ADD COLUMN wanted INTEGER NOT NULL DEFAULT 0;
