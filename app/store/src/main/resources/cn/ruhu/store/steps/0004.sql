-- Files of others that the district is known to hold, by the keyed hash of their address.
CREATE TABLE arrived (id TEXT PRIMARY KEY) WITHOUT ROWID;
