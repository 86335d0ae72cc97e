/* out: what check found, for people and for other programs. */
#ifndef TIAOMU_OUT_CHECK_H
#define TIAOMU_OUT_CHECK_H

#include "check/check.h"
#include "out/diff.h"
#include "out/labels.h"
#include "out/pages.h"
#include "out/xlsx.h"

struct out_check_view {
    enum lang lang;
    size_t width;
    bool colour; /* ANSI X3.64 sequences */
    bool why;    /* with how the document was read */
};

/* For a terminal: places, words, reasons, what to do; equal findings together. */
void out_check(struct buf *b, const checked_list *files, struct out_check_view view);
/* One object a line. */
void out_check_json(struct buf *b, const checked_list *files, enum lang lang);
/* SARIF 2.1.0 (OASIS). version: of the program. */
void out_check_sarif(struct buf *b, const checked_list *files, enum lang lang, struct str version);
/* A page with filters. */
void out_check_html(struct buf *b, const checked_list *files, struct out_page page);
/* The plan as a Word document, each finding a comment at its place. -1: out of memory. */
int out_check_docx(struct buf *b, const struct plan *plan, const struct checked *file,
                   enum lang lang, struct out_author by);
/* A workbook, a row for each finding. -1: the file could not be written. */
int out_check_xlsx(struct arena *a, struct out_file file, const checked_list *files,
                   enum lang lang);
/* What one kind of finding is. */
void out_check_explain(struct buf *b, enum check_code code, enum lang lang, size_t width);
/* All of them, a line each; as a table of the manual (Markdown). */
void out_check_codes(struct buf *b, enum lang lang, size_t width);
void out_check_manual(struct buf *b, enum lang lang);

/* For the writers: the texts of a finding, in one line; its words as printed, shortened. */
const struct check_words *check_words(enum check_code code, enum lang lang);
struct str check_message(struct arena *a, const struct finding *f, enum lang lang);

#endif
