-- Version 3: what was read when, so that it can be read again with other rules.

CREATE TABLE reading (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL, -- ISO 8601
    seconds REAL NOT NULL,
    tool_version TEXT NOT NULL,
    rules_version TEXT NOT NULL
) STRICT;

CREATE TABLE reading_input (
    id INTEGER PRIMARY KEY,
    reading_row INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    file TEXT NOT NULL, -- as it was named
    doc TEXT,
    outcome TEXT NOT NULL,
    seconds REAL NOT NULL,
    message TEXT,
    jurisdiction TEXT, -- from here on what the user said of it
    status TEXT,
    year INTEGER,
    rejected INTEGER NOT NULL CHECK (rejected IN (0, 1)), -- its tracked changes were
    UNIQUE (reading_row, ord)
) STRICT;
CREATE INDEX reading_input_doc ON reading_input (doc);
