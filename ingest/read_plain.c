#include "base/utf8.h"
#include "ingest/doc.h"

/* Any text at all: a paragraph a line. */

static int bid(const struct source *src) {
    return src->text.n > 0 ? 1 : 0;
}

static struct str line_at(struct str text, size_t from) {
    size_t end = str_find(text, S("\n"), from);
    return str_cut(text, from, end);
}

static int read(const struct source *src, struct doc *doc) {
    uint32_t gap = 0, number = 1;
    doc->chars_total = utf8_ink(src->text);
    for (size_t i = 0; i < src->text.n; number++) {
        struct str line = line_at(src->text, i);
        struct str text = utf8_trim(line);
        i += line.n + 1;
        if (text.n == 0) {
            gap++;
            continue;
        }
        struct para *p = &doc_block(doc, BLOCK_PARAGRAPH)->para;
        *p = doc_para(doc, text, (struct place){.line = number});
        p->gap = gap;
        p->indent = (uint32_t)utf8_len(str_cut(line, 0, (size_t)(text.p - line.p)));
        gap = 0;
    }
    return 0;
}

const struct reader read_plain = {"text", bid, read};
