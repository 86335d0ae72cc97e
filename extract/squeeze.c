#include "extract/squeeze.h"
#include "base/utf8.h"
#include <ctype.h>

static bool is_word(int c) {
    return c < 0x80 && isalnum(c);
}

/* Does the white space [from, to) part two words? */
static bool parts_words(struct str s, size_t from, size_t to) {
    return from > 0 && to < s.n && is_word((unsigned char)s.p[from - 1]) &&
           is_word((unsigned char)s.p[to]);
}

/* The end of the white space at byte at, line breaks apart. */
static size_t skip_space(struct str s, size_t at) {
    for (size_t next = at; at < s.n; at = next) {
        int32_t cp = utf8_next(s, &next);
        if (cp == '\n' || !utf8_is_space(cp))
            break;
    }
    return at;
}

struct squeezed squeeze(struct arena *a, struct str printed) {
    uint32_t *at = arena_array(a, printed.n + 1, sizeof *at);
    char *p = arena_alloc(a, printed.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < printed.n;) {
        size_t end = skip_space(printed, i);
        if (end > i && parts_words(printed, i, end)) {
            at[n] = (uint32_t)i;
            p[n++] = ' ';
        }
        if ((i = end) < printed.n) {
            at[n] = (uint32_t)i;
            p[n++] = printed.p[i++];
        }
    }
    at[n] = (uint32_t)printed.n;
    return (struct squeezed){{p, n}, printed, at};
}

struct str squeezed_part(const struct squeezed *s, size_t from, size_t to) {
    return to > from ? str_cut(s->printed, s->at[from], s->at[to - 1] + 1) : (struct str){0};
}
