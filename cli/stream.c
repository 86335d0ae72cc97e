#include "cli/stream.h"

/* How a document's first line begins. Within a JSON text its quotation marks would be escaped. */
static const struct str begins[] = {S("{\"type\":\"document\""), S("{\"type\": \"document\"")};
enum { LONGEST = 20, BLOCK = 1 << 16 };

void stream_start(struct stream *s, struct arena *a, FILE *f, size_t most) {
    *s = (struct stream){.f = f, .most = most, .ahead = {.a = a}, .line = 1};
}

static size_t next_begin(struct str s, size_t from) {
    size_t first = SIZE_MAX;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t at = str_find(s, begins[i], from);
        first = at < first ? at : first;
    }
    return first;
}

bool stream_next(struct stream *s, struct arena *a, struct str *text, uint32_t *line) {
    char block[BLOCK];
    struct buf b = {.a = a};
    size_t end, n, from = 1;
    buf_add(&b, buf_str(&s->ahead));
    while ((end = next_begin(buf_str(&b), from)) == SIZE_MAX && b.n <= s->most &&
           (n = fread(block, 1, sizeof block, s->f)) > 0) {
        from = b.n > LONGEST ? b.n - LONGEST : 1;
        buf_add(&b, (struct str){block, n});
    }
    if (end == SIZE_MAX)
        end = b.n;
    s->ahead.n = 0;
    buf_add(&s->ahead, str_cut(buf_str(&b), end, b.n));
    *text = str_cut(buf_str(&b), 0, end);
    *line = s->line;
    s->line += str_line_ends(*text);
    return text->n > 0;
}
