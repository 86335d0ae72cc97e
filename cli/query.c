#include "cli/query.h"
#include "base/utf8.h"

/* 2026, 2026-06 or 2026-06-30. */
static bool is_when(struct str s) {
    static const char shape[] = "0000-00-00";
    if (s.n != 4 && s.n != 7 && s.n != 10)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (shape[i] == '-' ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

int query_deadline(struct arena *a, struct str when, struct corpus_query *q) {
    size_t dots = str_find(when, S(".."), 0);
    struct str from = str_cut(when, 0, dots);
    struct str to = dots == SIZE_MAX ? when : str_cut(when, dots + 2, when.n);
    if (!is_when(from) || !is_when(to))
        return -1;
    q->deadline_from = from;
    q->deadline_to = str_fmt(a, "%.*s~", STR_ARG(to)); /* behind all days of a month or year */
    return 0;
}

bool query_empty(const struct corpus_query *q) {
    return utf8_blank(q->words) && !q->district.n && !q->year && !q->role.n && !q->org.n &&
           !q->deadline_from.n;
}
