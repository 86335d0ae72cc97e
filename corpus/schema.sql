-- The tables, as of version 1 (search.sql adds the index). Users read the views (views.sql); the tables may change with every
-- version. A column that ends in _row holds the id of a row of the table it is named after; ord is
-- a row's place among its siblings, from 1; the other names are those of the views. Where a row has
-- one of two kinds of parents, each has an index that holds its own children alone (databases of
-- the first releases have constraints instead, whose indexes hold all rows).

CREATE TABLE migration (
    version INTEGER PRIMARY KEY, -- as in PRAGMA user_version
    name TEXT NOT NULL           -- the file that led to it
) STRICT;

-- What made rows: a program and its rules.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    tool_version TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    UNIQUE (tool_version, rules_version)
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    run_row INTEGER NOT NULL REFERENCES run,
    plan_sha256 TEXT NOT NULL, -- of the plan, packed: tells whether anything changed
    doc TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    doc_type TEXT NOT NULL,
    status TEXT NOT NULL,
    jurisdiction TEXT,
    jurisdiction_code TEXT, -- GB/T 2260
    year_start INTEGER,
    year_end INTEGER,
    issuer TEXT,
    doc_no TEXT,
    issued TEXT, -- ISO 8601
    source_name TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT,
    chars_total INTEGER NOT NULL,
    chars_items INTEGER NOT NULL,
    chars_headings INTEGER NOT NULL,
    chars_furniture INTEGER NOT NULL
) STRICT;
CREATE INDEX document_run ON document (run_row);

-- Prose.

CREATE TABLE outline (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    level INTEGER NOT NULL,
    title TEXT NOT NULL,
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (document_row, ord)
) STRICT;

CREATE TABLE clause (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    section TEXT NOT NULL,
    label TEXT NOT NULL,
    text TEXT NOT NULL,
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (document_row, ord)
) STRICT;

CREATE TABLE footnote (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    n TEXT NOT NULL,
    number NUMERIC AS (n), -- n as a number where it is one: it sorts and compares as such
    text TEXT NOT NULL,
    anchor TEXT NOT NULL,
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (document_row, ord)
);

-- A logical table: one that page breaks cut is one.
CREATE TABLE plan_table (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    table_no INTEGER NOT NULL,
    table_title TEXT NOT NULL,
    UNIQUE (document_row, ord)
) STRICT;

-- Lists of measures.

CREATE TABLE section (
    id INTEGER PRIMARY KEY,
    plan_table_row INTEGER NOT NULL REFERENCES plan_table ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    section TEXT NOT NULL, -- outermost first, joined by /
    UNIQUE (plan_table_row, ord)
) STRICT;

CREATE TABLE task (
    id INTEGER PRIMARY KEY,
    section_row INTEGER NOT NULL REFERENCES section ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    task_no INTEGER,
    task_no_inferred INTEGER NOT NULL CHECK (task_no_inferred IN (0, 1)),
    task TEXT NOT NULL,
    UNIQUE (section_row, ord)
) STRICT;

-- The deadline here is the cell's as a whole; an assignment has a line of it.
CREATE TABLE measure (
    id INTEGER PRIMARY KEY,
    task_row INTEGER NOT NULL REFERENCES task ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    measure_no INTEGER NOT NULL,
    measure TEXT NOT NULL,
    measure_raw TEXT NOT NULL,
    source_line INTEGER,
    source_path TEXT,
    deadline TEXT NOT NULL,
    deadline_kind TEXT NOT NULL,
    deadline_start TEXT, -- ISO 8601, as deadline_end
    deadline_end TEXT,
    UNIQUE (task_row, ord)
) STRICT;

-- Of a measure or of a clause. ord is the assignment_no.
CREATE TABLE assignment (
    id INTEGER PRIMARY KEY,
    measure_row INTEGER REFERENCES measure ON DELETE CASCADE,
    clause_row INTEGER REFERENCES clause ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    deadline TEXT NOT NULL,
    deadline_kind TEXT NOT NULL,
    deadline_start TEXT,
    deadline_end TEXT,
    deadline_shared INTEGER NOT NULL CHECK (deadline_shared IN (0, 1)), -- with the one before it
    CHECK ((measure_row IS NULL) <> (clause_row IS NULL))
) STRICT;
CREATE UNIQUE INDEX assignment_of_measure ON assignment (measure_row, ord) WHERE measure_row IS NOT NULL;
CREATE UNIQUE INDEX assignment_of_clause ON assignment (clause_row, ord) WHERE clause_row IS NOT NULL;

-- Tables that are no lists of measures.

CREATE TABLE indicator_row (
    id INTEGER PRIMARY KEY,
    plan_table_row INTEGER NOT NULL REFERENCES plan_table ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    row_no INTEGER NOT NULL,
    row_label TEXT NOT NULL,
    UNIQUE (plan_table_row, ord)
) STRICT;

CREATE TABLE indicator_cell (
    id INTEGER PRIMARY KEY,
    indicator_row_row INTEGER NOT NULL REFERENCES indicator_row ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    col TEXT NOT NULL,
    value TEXT NOT NULL,
    value_num REAL,
    comparator TEXT,
    unit TEXT,
    filled INTEGER NOT NULL CHECK (filled IN (0, 1)),
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (indicator_row_row, ord)
) STRICT;

-- Who is responsible.

-- What a mention stands for. Groups and persons have a name and no org_id; the row that has neither
-- is that of mentions nobody resolved.
CREATE TABLE org (
    id INTEGER PRIMARY KEY,
    org_id TEXT,
    org TEXT,
    org_kind TEXT NOT NULL,
    kind TEXT, -- from here on what the rules know of it; the same in every district
    level TEXT,
    jurisdiction_code TEXT,
    valid_from INTEGER, -- years
    valid_to INTEGER,
    UNIQUE (org_id, org, org_kind)
) STRICT;
CREATE INDEX org_name ON org (org);

-- Names that the rules know; names as printed stand in responsibility.
CREATE TABLE alias (
    id INTEGER PRIMARY KEY,
    org_row INTEGER NOT NULL REFERENCES org ON DELETE CASCADE,
    alias TEXT NOT NULL,
    scope TEXT,           -- code of the division in whose documents it is meant so
    kind TEXT NOT NULL,   -- full, short
    source TEXT NOT NULL, -- file of the rules and line
    UNIQUE (alias, scope, org_row)
) STRICT;
CREATE INDEX alias_org ON alias (org_row);

-- A role column's cell, of an assignment or of a row of indicators.
CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    assignment_row INTEGER REFERENCES assignment ON DELETE CASCADE,
    indicator_cell_row INTEGER REFERENCES indicator_cell ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    role TEXT NOT NULL,
    role_kind TEXT NOT NULL,
    shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
    CHECK ((assignment_row IS NULL) <> (indicator_cell_row IS NULL))
) STRICT;
CREATE UNIQUE INDEX role_of_assignment ON role (assignment_row, ord) WHERE assignment_row IS NOT NULL;
CREATE UNIQUE INDEX role_of_indicator_cell ON role (indicator_cell_row, ord) WHERE indicator_cell_row IS NOT NULL;

CREATE TABLE responsibility (
    id INTEGER PRIMARY KEY,
    role_row INTEGER NOT NULL REFERENCES role ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    org_row INTEGER NOT NULL REFERENCES org,
    mention TEXT NOT NULL,
    mention_raw TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    method TEXT NOT NULL,
    UNIQUE (role_row, ord)
) STRICT;
CREATE INDEX responsibility_org ON responsibility (org_row);

-- What texts say, of a measure or of a clause.

CREATE TABLE quantity (
    id INTEGER PRIMARY KEY,
    measure_row INTEGER REFERENCES measure ON DELETE CASCADE,
    clause_row INTEGER REFERENCES clause ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    text TEXT NOT NULL,
    subject TEXT,
    comparator TEXT,
    value REAL,
    unit TEXT,
    year INTEGER,
    CHECK ((measure_row IS NULL) <> (clause_row IS NULL))
) STRICT;
CREATE UNIQUE INDEX quantity_of_measure ON quantity (measure_row, ord) WHERE measure_row IS NOT NULL;
CREATE UNIQUE INDEX quantity_of_clause ON quantity (clause_row, ord) WHERE clause_row IS NOT NULL;

CREATE TABLE reference (
    id INTEGER PRIMARY KEY,
    measure_row INTEGER REFERENCES measure ON DELETE CASCADE,
    clause_row INTEGER REFERENCES clause ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    title TEXT NOT NULL,
    doc_no TEXT,
    CHECK ((measure_row IS NULL) <> (clause_row IS NULL))
) STRICT;
CREATE UNIQUE INDEX reference_of_measure ON reference (measure_row, ord) WHERE measure_row IS NOT NULL;
CREATE UNIQUE INDEX reference_of_clause ON reference (clause_row, ord) WHERE clause_row IS NOT NULL;

-- About the reading itself. The three numbers say where; a finding may be about a task or table
-- that holds no measure.

CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    table_no INTEGER,
    task_no INTEGER,
    measure_no INTEGER,
    field TEXT NOT NULL,
    printed TEXT NOT NULL,
    corrected TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (document_row, ord)
) STRICT;

CREATE TABLE warning (
    id INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    message TEXT NOT NULL,
    table_no INTEGER,
    task_no INTEGER,
    measure_no INTEGER,
    source_line INTEGER,
    source_path TEXT,
    UNIQUE (document_row, ord)
) STRICT;
