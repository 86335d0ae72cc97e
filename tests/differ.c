/* For tests/test_differ.sh, which sets what this program reads beside what others do.
 * usage: differ make FOLDER FROM TO   random Word files by seed, and the marks they show
 *        differ tables FILE.jsonl     the marks in every table's cells, with their spans
 *        differ labels FILE.jsonl     the marks of numbered paragraphs behind their numbers */
#include "ingest/doc.h"
#include "tests/load.h"
#include "tests/random_docx.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_file(const char *folder, unsigned seed, const char *extension, struct str s) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%04u.%s", folder, seed, extension);
    FILE *f = fopen(path, "wb");
    bool whole = f && fwrite(s.p, 1, s.n, f) == s.n;
    if (f && fclose(f) == 0 && whole)
        return 0;
    perror(path);
    return 1;
}

static int make(const char *folder, unsigned from, unsigned to) {
    int rc = 0;
    for (unsigned seed = from; seed <= to && rc == 0; seed++) {
        struct arena *a = arena_new(NULL);
        struct random_docx d = random_docx(a, seed);
        rc = write_file(folder, seed, "docx", d.bytes) |
             write_file(folder, seed, "accepted", d.accepted) |
             write_file(folder, seed, "rejected", d.rejected);
        arena_drop(a);
    }
    return rc;
}

static bool is_mark(struct str s, size_t i) {
    return i + 6 <= s.n && s.p[i] == 'k' && s.p[i + 5] == 'z';
}

static void put_marks(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (is_mark(s, i))
            printf(" %.6s", s.p + i);
}

/* Rows in which no cell begins show nothing; writers of HTML leave them out. */
static void put_table(const struct table *t) {
    puts("table");
    for (size_t r = 0; r < t->rows.n; r++) {
        const struct row *row = &t->rows.at[r];
        for (size_t c = 0; c < row->cells.n; c++) {
            const struct cell *cell = &row->cells.at[c];
            printf("[%u+%u x%u", cell->col, cell->col_span, cell->row_span);
            for (size_t i = 0; i < cell->paras.n; i++)
                put_marks(cell->paras.at[i].text);
            putchar(']');
        }
        putchar('\n');
    }
}

static void put_label(const struct para *p) {
    if (p->label.n == 0)
        return;
    printf("%.*s", STR_ARG(p->label));
    put_marks(p->text);
    putchar('\n');
}

static void show(const struct doc *doc, bool tables) {
    for (size_t i = 0; i < doc->blocks.n; i++) {
        const struct block *b = &doc->blocks.at[i];
        if (tables && b->kind == BLOCK_TABLE)
            put_table(b->table);
        else if (!tables && b->kind == BLOCK_PARAGRAPH)
            put_label(&b->para);
        for (size_t r = 0; !tables && b->kind == BLOCK_TABLE && r < b->table->rows.n; r++)
            for (size_t c = 0; c < b->table->rows.at[r].cells.n; c++)
                for (size_t k = 0; k < b->table->rows.at[r].cells.at[c].paras.n; k++)
                    put_label(&b->table->rows.at[r].cells.at[c].paras.at[k]);
    }
}

static int show_file(const char *path, bool tables) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct str text;
    struct doc *doc;
    int rc = load_file(a, path, &text) && doc_from_json(a, &text, &diags, &doc) == 0 ? 0 : 1;
    if (rc == 0)
        show(doc, tables);
    arena_drop(a);
    return rc;
}

int main(int argc, char **argv) {
    if (argc == 5 && strcmp(argv[1], "make") == 0)
        return make(argv[2], (unsigned)strtoul(argv[3], NULL, 10),
                    (unsigned)strtoul(argv[4], NULL, 10));
    if (argc == 3 && (strcmp(argv[1], "tables") == 0 || strcmp(argv[1], "labels") == 0))
        return show_file(argv[2], argv[1][0] == 't');
    fputs("usage: differ make FOLDER FROM TO | tables FILE | labels FILE\n", stderr);
    return 2;
}
