/* Findings as a workbook: a row for each. */
#include "out/book.h"
#include "out/check.h"
#include "out/xlsx.h"

static const struct book_column columns[] = {
    {LABEL_serial, 6, 0},   {LABEL_source_name, 22, 0}, {LABEL_source_place, 14, 0},
    {LABEL_place, 9, 0},    {LABEL_severity, 8, 0},     {LABEL_finding, 44, 0},
    {LABEL_excerpt, 40, 0}, {LABEL_action, 32, 0},      {LABEL_code, 20, 0}};

static void put_finding(struct sheet *s, struct arena *a, struct str file, size_t n,
                        const struct finding *f) {
    enum lang lang = s->book->lang;
    const struct check_info *info = check_info(f->code);
    const char *form = lang == LANG_ZH ? "第%u行" : "line %u";
    sheet_whole(s, (int64_t)n);
    sheet_text(s, a, file);
    sheet_text(s, a, f->at.line ? str_fmt(a, form, f->at.line) : place_path(f->at));
    sheet_text(s, a, finding_item(a, f));
    sheet_text(s, a, label_of(lang, diag_level_name(info->level)));
    sheet_text(s, a, check_message(a, f, lang));
    sheet_text(s, a, f->excerpt);
    sheet_text(s, a, finding_text(a, f, check_words(f->code, lang)->action));
    sheet_text(s, a, info->name);
    sheet_end_row(s);
}

int out_check_xlsx(struct arena *a, struct out_file file, const checked_list *files,
                   enum lang lang) {
    struct book book;
    struct sheet s;
    size_t n = 0;
    book_open(&book, a, file.path, file.tmp, label(lang, LABEL_check_page), lang, file.created);
    sheet_open(&s, &book, LABEL_check_page, columns, sizeof columns / sizeof *columns);
    sheet_header(&s, 0);
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = 0; k < files->at[i].findings.n; k++)
            put_finding(&s, a, files->at[i].file, ++n, &files->at[i].findings.at[k]);
    sheet_close(&s, true);
    return book_close(&book);
}
