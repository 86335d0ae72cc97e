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
SELECT d.doc, t.table_no, k.task_no, m.measure_no, a.ord AS assignment_no, a.deadline,
       a.deadline_kind, a.deadline_start, a.deadline_end, NULL AS clause_ord
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN section s ON s.plan_table_row = t.id
JOIN task k ON k.section_row = s.id
JOIN measure m ON m.task_row = k.id
JOIN assignment a ON a.measure_row = m.id
UNION ALL
SELECT d.doc, NULL, NULL, NULL, a.ord, a.deadline, a.deadline_kind, a.deadline_start,
       a.deadline_end, c.ord
FROM document d
JOIN clause c ON c.document_row = d.id
JOIN assignment a ON a.clause_row = c.id;

DROP VIEW IF EXISTS v_responsibility;
CREATE VIEW v_responsibility AS
SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL AS row_no, a.ord AS assignment_no, r.role,
       r.role_kind, p.ord, p.mention, p.mention_raw, o.org_id, o.org, o.org_kind, r.shared,
       p.confidence, p.method, NULL AS clause_ord
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
       p.mention_raw, o.org_id, o.org, o.org_kind, r.shared, p.confidence, p.method, NULL
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN indicator_row w ON w.plan_table_row = t.id
JOIN indicator_cell c ON c.indicator_row_row = w.id
JOIN role r ON r.indicator_cell_row = c.id
JOIN responsibility p ON p.role_row = r.id
JOIN org o ON o.id = p.org_row
UNION ALL
SELECT d.doc, NULL, NULL, NULL, NULL, a.ord, r.role, r.role_kind, p.ord, p.mention, p.mention_raw,
       o.org_id, o.org, o.org_kind, r.shared, p.confidence, p.method, c.ord
FROM document d
JOIN clause c ON c.document_row = d.id
JOIN assignment a ON a.clause_row = c.id
JOIN role r ON r.assignment_row = a.id
JOIN responsibility p ON p.role_row = r.id
JOIN org o ON o.id = p.org_row;

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
SELECT d.doc, f.n, f.text, f.anchor
FROM document d
JOIN footnote f ON f.document_row = d.id
ORDER BY d.id, f.ord;

DROP VIEW IF EXISTS v_quantity;
CREATE VIEW v_quantity AS
SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL AS clause_ord, q.text, q.subject,
       q.comparator, q.value, q.unit, q.year
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN section s ON s.plan_table_row = t.id
JOIN task k ON k.section_row = s.id
JOIN measure m ON m.task_row = k.id
JOIN quantity q ON q.measure_row = m.id
UNION ALL
SELECT d.doc, NULL, NULL, NULL, c.ord, q.text, q.subject, q.comparator, q.value, q.unit, q.year
FROM document d
JOIN clause c ON c.document_row = d.id
JOIN quantity q ON q.clause_row = c.id;

DROP VIEW IF EXISTS v_reference;
CREATE VIEW v_reference AS
SELECT d.doc, t.table_no, k.task_no, m.measure_no, NULL AS clause_ord, r.title, r.doc_no
FROM document d
JOIN plan_table t ON t.document_row = d.id
JOIN section s ON s.plan_table_row = t.id
JOIN task k ON k.section_row = s.id
JOIN measure m ON m.task_row = k.id
JOIN reference r ON r.measure_row = m.id
UNION ALL
SELECT d.doc, NULL, NULL, NULL, c.ord, r.title, r.doc_no
FROM document d
JOIN clause c ON c.document_row = d.id
JOIN reference r ON r.clause_row = c.id;

DROP VIEW IF EXISTS v_org;
CREATE VIEW v_org AS
SELECT org_id, org, level, jurisdiction_code, org_kind AS kind, valid_from, valid_to
FROM org
WHERE org_id IS NOT NULL
ORDER BY org_id;

DROP VIEW IF EXISTS v_alias;
CREATE VIEW v_alias AS
SELECT a.alias, o.org_id, a.scope, a.kind, a.source
FROM alias a
JOIN org o ON o.id = a.org_row
ORDER BY a.alias;

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
