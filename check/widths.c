/* Half-width marks among Chinese characters, and misreadings: where the printed text and the
 * repaired one part.
 */
#include "base/utf8.h"
#include "check/checker.h"

enum { CONTEXT = 8, LOOK = 24 };

/* The full-width form of an ASCII mark (U+FF01..U+FF5E). */
static bool widened(int32_t printed, int32_t repaired) {
    return printed > ' ' && printed < 0x7F && repaired == printed + 0xFEE0;
}

static int32_t skip_space(struct str s, size_t *i, size_t *at) {
    while (*i < s.n) {
        *at = *i;
        int32_t cp = utf8_next(s, i);
        if (!utf8_is_space(cp))
            return cp;
    }
    *at = s.n;
    return 0;
}

static void report_width(struct checker *c, struct where where, struct str raw, size_t from,
                         int32_t full) {
    struct buf b = {.a = c->a};
    utf8_put(&b, (uint32_t)full);
    struct finding *f = report(c, CHECK_MIXED_WIDTH, where, around(raw, from, from + 1, CONTEXT));
    f->part[0] = str_cut(raw, from, from + 1);
    f->part[1] = buf_str(&b);
}

/* Behind a repair that is no change of width the two texts go on where the same characters stand.
 * False where they do not soon. */
static bool resume(struct str raw, size_t *i, struct str repaired, size_t *k) {
    for (size_t x = 0; x < LOOK && *i + x < raw.n; x++)
        for (size_t y = 0; y < LOOK && *k + y < repaired.n; y++) {
            struct str a = str_cut(raw, *i + x, *i + x + 6);
            if (a.n == 6 && str_starts(str_cut(repaired, *k + y, repaired.n), a)) {
                *i += x;
                *k += y;
                return true;
            }
        }
    return false;
}

static void compare(struct checker *c, struct where where, struct str raw, struct str repaired) {
    for (size_t i = 0, k = 0; i < raw.n && k < repaired.n;) {
        size_t at, there;
        int32_t x = skip_space(raw, &i, &at), y = skip_space(repaired, &k, &there);
        if (x == y)
            continue;
        if (widened(x, y)) {
            report_width(c, where, raw, at, y);
            continue;
        }
        i = at;
        k = there;
        if (!resume(raw, &i, repaired, &k))
            return;
    }
}

static void check_misread(struct checker *c, const struct correction *x) {
    struct where w = {x->at, x->table_no, x->task_no, x->measure_no, 0};
    if (!str_eq(x->rule, S("misread")))
        return;
    struct finding *f = report(c, CHECK_WRONG_CHARACTER, w, x->printed);
    f->part[0] = x->printed;
    f->part[1] = x->corrected;
}

void check_widths(struct checker *c) {
    const struct plan *p = c->plan;
    for (size_t i = 0; i < p->corrections.n; i++)
        check_misread(c, &p->corrections.at[i]);
    for (size_t i = 0; i < p->measures.n && !c->ocr; i++)
        compare(c, where_of(&p->measures.at[i]), p->measures.at[i].measure_raw,
                p->measures.at[i].measure);
    for (size_t i = 0; i < p->clauses.n && !c->ocr; i++) {
        const struct para *para = para_at(c, p->clauses.at[i].at);
        struct where w = {.at = p->clauses.at[i].at};
        if (para)
            compare(c, w, para->text, p->clauses.at[i].text);
    }
}
