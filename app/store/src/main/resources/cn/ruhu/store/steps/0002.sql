-- Files fetched from the server lie under the key of their scope and go with it.
ALTER TABLE file ADD COLUMN scope TEXT REFERENCES scope_key (scope);

CREATE INDEX file_scope ON file (scope);
