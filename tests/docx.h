/* For the suites that read Word files: short forms of WordprocessingML, and what was read as text,
 * one line a block, row or finding. */
#ifndef TIAOMU_TESTS_DOCX_H
#define TIAOMU_TESTS_DOCX_H

#include "ingest/doc.h"
#include "tests/make_docx.h"
#include "tests/test.h"

#define T(s) "<w:r><w:t>" s "</w:t></w:r>"
#define P(s) "<w:p>" s "</w:p>"
#define PP(props, s) "<w:p><w:pPr>" props "</w:pPr>" s "</w:p>"
#define TBL(s) "<w:tbl><w:tblPr/>" s "</w:tbl>"
#define TR(s) "<w:tr>" s "</w:tr>"
#define TC(s) "<w:tc>" s "</w:tc>"
#define CELL(props, s) "<w:tc><w:tcPr>" props "</w:tcPr>" P(T(s)) "</w:tc>"
#define INS "<w:ins w:id=\"1\" w:author=\"a\">"
#define DEL "<w:del w:id=\"2\" w:author=\"a\">"

#define LVL(i, fmt, text)                                                                          \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" fmt "\"/><w:lvlText "       \
    "w:val=\"" text "\"/></w:lvl>"
#define ABSTRACT(id, s) "<w:abstractNum w:abstractNumId=\"" id "\">" s "</w:abstractNum>"
#define NUM(id, abstract, s)                                                                       \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>" s "</w:num>"
#define N(id, lvl)                                                                                 \
    PP("<w:numPr><w:ilvl w:val=\"" lvl "\"/><w:numId w:val=\"" id "\"/></w:numPr>", T("x"))

/* All may be given the state of test_arena, whose arena they use. What is read is refused where its
 * characters are not those counted in the file. */
struct doc *docx_read(struct arena *a, const struct docx_parts *parts, enum tracked tracked);
void expect(void **state, const char *body, const char *want);
void expect_parts(void **state, const struct docx_parts *parts, const char *want);
void expect_bytes(void **state, struct str bytes, const char *want);
/* The doc with tracked changes accepted and rejected, and the characters of each. */
void expect_tracked(void **state, const char *body, const char *accepted, uint64_t chars,
                    const char *rejected, uint64_t chars_before);
/* One error of this name that says these words. */
void expect_error(void **state, struct str bytes, const struct limits *limits, const char *name,
                  const char *words);

#endif
