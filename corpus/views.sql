-- The views users rely on: names, columns and their order never change but by adding. They are
-- dropped and made anew by every migration.

DROP VIEW IF EXISTS v_document;
CREATE VIEW v_document AS
SELECT d.doc, d.title, d.doc_type, d.status, d.jurisdiction, d.jurisdiction_code, d.year_start,
       d.year_end, d.issuer, d.doc_no, d.issued, d.source_name, d.source_sha256, d.format,
       d.encoding, r.tool_version, r.rules_version
FROM document d
JOIN run r ON r.id = d.run_row
ORDER BY d.id;

DROP VIEW IF EXISTS v_measure;
CREATE VIEW v_measure AS
SELECT d.doc, t.table_no, t.table_title, s.section, k.task_no, k.task_no_inferred, k.task,
       m.measure_no, m.measure, m.measure_raw, m.deadline, m.deadline_kind, m.deadline_start,
       m.deadline_end, m.source_line, m.source_path
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN section s ON s.plan_table_row = t.id
JOIN task k ON k.section_row = s.id
JOIN measure m ON m.task_row = k.id
ORDER BY d.id, t.ord, s.ord, k.ord, m.ord;

DROP VIEW IF EXISTS v_assignment;
CREATE VIEW v_assignment AS
SELECT doc, table_no, task_no, measure_no, assignment_no, deadline, deadline_kind,
       deadline_start, deadline_end, clause_ord
FROM (
    SELECT d.doc, t.table_no, k.task_no, m.measure_no, a.ord AS assignment_no, a.deadline,
           a.deadline_kind, a.deadline_start, a.deadline_end,
           CAST(NULL AS INTEGER) AS clause_ord, 1 AS part, d.id AS document, a.id AS item
    FROM document d
    JOIN plan_table t ON t.document_row = d.id
    JOIN section s ON s.plan_table_row = t.id
    JOIN task k ON k.section_row = s.id
    JOIN measure m ON m.task_row = k.id
    JOIN assignment a ON a.measure_row = m.id
    UNION ALL
    SELECT d.doc, NULL, NULL, NULL, a.ord, a.deadline, a.deadline_kind, a.deadline_start,
           a.deadline_end, c.ord, 2, d.id, a.id
    FROM document d
    JOIN clause c ON c.document_row = d.id
    JOIN assignment a ON a.clause_row = c.id
) AS items
ORDER BY part, document, item;

DROP VIEW IF EXISTS v_responsibility;
CREATE VIEW v_responsibility AS
SELECT doc, table_no, task_no, measure_no, row_no, assignment_no, role, role_kind, ord, mention,
       mention_raw, org_id, org, org_kind, shared, confidence, method, clause_ord
FROM (
    SELECT d.doc, t.table_no, k.task_no, m.measure_no, CAST(NULL AS INTEGER) AS row_no,
           a.ord AS assignment_no, r.role, r.role_kind, p.ord, p.mention, p.mention_raw,
           o.org_id, o.org, o.org_kind, r.shared, p.confidence, p.method,
           CAST(NULL AS INTEGER) AS clause_ord, 1 AS part, d.id AS document, p.id AS item
    FROM document d
    JOIN plan_table t ON t.document_row = d.id
    JOIN section s ON s.plan_table_row = t.id
    JOIN task k ON k.section_row = s.id
    JOIN measure m ON m.task_row = k.id
    JOIN assignment a ON a.measure_row = m.id
    JOIN role r ON r.assignment_row = a.id
    JOIN responsibility p ON p.role_row = r.id
    JOIN org o ON o.id = p.org_row
    UNION ALL
    SELECT d.doc, t.table_no, NULL, NULL, w.row_no, 1, r.role, r.role_kind, p.ord, p.mention,
           p.mention_raw, o.org_id, o.org, o.org_kind, r.shared, p.confidence, p.method, NULL, 2,
           d.id, p.id
    FROM document d
    JOIN plan_table t ON t.document_row = d.id
    JOIN indicator_row w ON w.plan_table_row = t.id
    JOIN indicator_cell c ON c.indicator_row_row = w.id
    JOIN role r ON r.indicator_cell_row = c.id
    JOIN responsibility p ON p.role_row = r.id
    JOIN org o ON o.id = p.org_row
    UNION ALL
    SELECT d.doc, NULL, NULL, NULL, NULL, a.ord, r.role, r.role_kind, p.ord, p.mention,
           p.mention_raw, o.org_id, o.org, o.org_kind, r.shared, p.confidence, p.method, c.ord,
           3, d.id, p.id
    FROM document d
    JOIN clause c ON c.document_row = d.id
    JOIN assignment a ON a.clause_row = c.id
    JOIN role r ON r.assignment_row = a.id
    JOIN responsibility p ON p.role_row = r.id
    JOIN org o ON o.id = p.org_row
) AS items
ORDER BY part, document, item;

DROP VIEW IF EXISTS v_indicator;
CREATE VIEW v_indicator AS
SELECT d.doc, t.table_no, t.table_title, w.row_no, w.row_label, c.col, c.value, c.value_num,
       c.comparator, c.unit, c.filled
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN indicator_row w ON w.plan_table_row = t.id
JOIN indicator_cell c ON c.indicator_row_row = w.id
ORDER BY d.id, t.ord, w.ord, c.ord;

DROP VIEW IF EXISTS v_outline;
CREATE VIEW v_outline AS
SELECT d.doc, o.ord, o.level, o.title, o.inferred, o.source_line
FROM document d
JOIN outline o ON o.document_row = d.id
ORDER BY d.id, o.ord;

DROP VIEW IF EXISTS v_clause;
CREATE VIEW v_clause AS
SELECT d.doc, c.ord, c.section, c.label, c.text, c.source_line
FROM document d
JOIN clause c ON c.document_row = d.id
ORDER BY d.id, c.ord;

DROP VIEW IF EXISTS v_footnote;
CREATE VIEW v_footnote AS
SELECT d.doc, f.number AS n, f.text, f.anchor
FROM document d
JOIN footnote f ON f.document_row = d.id
ORDER BY d.id, f.ord;

DROP VIEW IF EXISTS v_quantity;
CREATE VIEW v_quantity AS
SELECT doc, table_no, task_no, measure_no, clause_ord, text, subject, comparator, value, unit,
       year
FROM (
    SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL AS clause_ord, q.text, q.subject,
           q.comparator, q.value, q.unit, q.year, 1 AS part, d.id AS document, q.id AS item
    FROM document d
    JOIN plan_table t ON t.document_row = d.id
    JOIN section s ON s.plan_table_row = t.id
    JOIN task k ON k.section_row = s.id
    JOIN measure m ON m.task_row = k.id
    JOIN quantity q ON q.measure_row = m.id
    UNION ALL
    SELECT d.doc, NULL, NULL, NULL, c.ord, q.text, q.subject, q.comparator, q.value, q.unit,
           q.year, 2, d.id, q.id
    FROM document d
    JOIN clause c ON c.document_row = d.id
    JOIN quantity q ON q.clause_row = c.id
) AS items
ORDER BY part, document, item;

DROP VIEW IF EXISTS v_reference;
CREATE VIEW v_reference AS
SELECT doc, table_no, task_no, measure_no, clause_ord, title, doc_no
FROM (
    SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL AS clause_ord, r.title, r.doc_no,
           1 AS part, d.id AS document, r.id AS item
    FROM document d
    JOIN plan_table t ON t.document_row = d.id
    JOIN section s ON s.plan_table_row = t.id
    JOIN task k ON k.section_row = s.id
    JOIN measure m ON m.task_row = k.id
    JOIN reference r ON r.measure_row = m.id
    UNION ALL
    SELECT d.doc, NULL, NULL, NULL, c.ord, r.title, r.doc_no, 2, d.id, r.id
    FROM document d
    JOIN clause c ON c.document_row = d.id
    JOIN reference r ON r.clause_row = c.id
) AS items
ORDER BY part, document, item;

-- A row for each key: where documents call it by several full names or words, by the most frequent.
DROP VIEW IF EXISTS v_org;
CREATE VIEW v_org AS
SELECT org_id, org, level, jurisdiction_code, kind, valid_from, valid_to
FROM (SELECT o.*, row_number() OVER (
          PARTITION BY o.org_id
          ORDER BY (SELECT count(*) FROM responsibility r WHERE r.org_row = o.id) DESC, o.org) AS n
      FROM org o
      WHERE o.org_id IS NOT NULL) AS called
WHERE n = 1
ORDER BY org_id;

DROP VIEW IF EXISTS v_alias;
CREATE VIEW v_alias AS
SELECT a.alias, o.org_id, a.scope, a.kind, a.source
FROM alias a
JOIN org o ON o.id = a.org_row
UNION
SELECT p.mention, p.org_id, d.jurisdiction_code, 'printed', p.doc
FROM v_responsibility p
JOIN document d ON d.doc = p.doc
WHERE p.org_id IS NOT NULL
ORDER BY 1, 2, 3 NULLS FIRST, 4, 5;

-- What a body leads, is responsible for and supports, and by when.
DROP VIEW IF EXISTS v_org_duty;
CREATE VIEW v_org_duty AS
SELECT org_id, org, kind, jurisdiction_code, role_kind, doc, table_no, task_no, measure_no,
       clause_ord, section, task, text, deadline, deadline_kind, deadline_end
FROM (
    SELECT o.org_id, o.org, o.kind, o.jurisdiction_code, r.role_kind, d.doc, t.table_no,
           k.task_no, m.measure_no, NULL AS clause_ord, s.section, k.task, m.measure AS text,
           a.deadline, a.deadline_kind, a.deadline_end, 1 AS part, d.id AS document, p.id AS item
    FROM responsibility p
    JOIN org o ON o.id = p.org_row
    JOIN role r ON r.id = p.role_row
    JOIN assignment a ON a.id = r.assignment_row
    JOIN measure m ON m.id = a.measure_row
    JOIN task k ON k.id = m.task_row
    JOIN section s ON s.id = k.section_row
    JOIN plan_table t ON t.id = s.plan_table_row
    JOIN document d ON d.id = t.document_row
    UNION ALL
    SELECT o.org_id, o.org, o.kind, o.jurisdiction_code, r.role_kind, d.doc, NULL, NULL, NULL,
           c.ord, c.section, NULL, c.text, a.deadline, a.deadline_kind, a.deadline_end, 2, d.id,
           p.id
    FROM responsibility p
    JOIN org o ON o.id = p.org_row
    JOIN role r ON r.id = p.role_row
    JOIN assignment a ON a.id = r.assignment_row
    JOIN clause c ON c.id = a.clause_row
    JOIN document d ON d.id = c.document_row
) AS items
ORDER BY part, document, item;

-- The kinds of bodies that each document names: which of them another's plan lacks.
DROP VIEW IF EXISTS v_org_kind;
CREATE VIEW v_org_kind AS
SELECT o.kind, o.level, p.doc, d.jurisdiction, d.year_start, count(DISTINCT o.org_id) AS orgs,
       count(*) AS mentions
FROM v_responsibility p
JOIN org o ON o.org_id = p.org_id AND o.org = p.org AND o.org_kind = p.org_kind
JOIN document d ON d.doc = p.doc
WHERE p.org_kind = 'body'
GROUP BY o.kind, o.level, p.doc, d.jurisdiction, d.year_start
ORDER BY o.kind NULLS FIRST, o.level NULLS FIRST, p.doc;

DROP VIEW IF EXISTS v_correction;
CREATE VIEW v_correction AS
SELECT d.doc, c.table_no, c.task_no, c.measure_no, c.field, c.printed, c.corrected, c.rule,
       c.confidence, c.source_line, c.source_path
FROM document d
JOIN correction c ON c.document_row = d.id
ORDER BY d.id, c.ord;

DROP VIEW IF EXISTS v_warning;
CREATE VIEW v_warning AS
SELECT d.doc, w.code, w.severity, w.message, w.table_no, w.task_no, w.measure_no, w.source_line,
       w.source_path
FROM document d
JOIN warning w ON w.document_row = d.id
ORDER BY d.id, w.ord;

DROP VIEW IF EXISTS v_coverage;
CREATE VIEW v_coverage AS
SELECT doc, chars_total, chars_items, chars_headings, chars_furniture,
       chars_total - chars_items - chars_headings - chars_furniture AS chars_lost
FROM document
ORDER BY id;

-- What was read when. A run that stored nothing is not kept: it changed no byte.
DROP VIEW IF EXISTS v_run;
CREATE VIEW v_run AS
SELECT r.id AS run, r.started, r.seconds, r.tool_version, r.rules_version, count(*) AS inputs,
       count(*) FILTER (WHERE i.outcome = 'added') AS added, count(*) FILTER (WHERE i.outcome = 'replaced') AS replaced,
       count(*) FILTER (WHERE i.outcome = 'unchanged') AS unchanged, count(*) FILTER (WHERE i.outcome = 'duplicate') AS duplicate,
       count(*) FILTER (WHERE i.outcome = 'failed') AS failed
FROM reading r
JOIN reading_input i ON i.reading_row = r.id
GROUP BY r.id
ORDER BY r.id;

DROP VIEW IF EXISTS v_run_input;
CREATE VIEW v_run_input AS
SELECT reading_row AS run, ord, file, doc, outcome, seconds, message
FROM reading_input
ORDER BY reading_row, ord;
