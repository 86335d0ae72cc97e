/* Documents cited: their numbers, titles and versions. */
#include "base/utf8.h"
#include "check/checker.h"
#include "rules/registry.h"

enum { CONTEXT = 8, TITLE = 8, BEFORE = 60 };

/* A title in 《》 with the number behind it. */
struct cite {
    struct str title, number, before;
    const struct passage *p;
};

struct citing {
    struct checker *c;
    VEC(struct cite) all;
};

static struct finding *tell(struct citing *g, enum check_code code, const struct cite *x,
                            struct str words) {
    struct finding *f = report(g->c, code, x->p->where, words);
    f->part[0] = words;
    return f;
}

static struct str words_before(struct str s, size_t at) {
    size_t from = at > BEFORE ? at - BEFORE : 0;
    while (from < at && (s.p[from] & 0xC0) == 0x80)
        from++;
    return str_cut(s, from, at);
}

static void read_passage(struct citing *g, const struct passage *p) {
    struct str s = utf8_squeeze(g->c->a, p->text);
    for (size_t at = 0, end; (at = str_find(s, S("《"), at)) != SIZE_MAX; at = end) {
        size_t open = at + S("《").n, close = str_find(s, S("》"), open);
        end = open;
        if (close == SIZE_MAX)
            continue;
        end = close;
        struct cite *x = vec_push(g->c->a, &g->all);
        *x = (struct cite){.title = str_cut(s, open, close),
                           .number = citation_number(rules_citations(g->c->rules),
                                                     str_cut(s, close + S("》").n, s.n)),
                           .before = words_before(s, at),
                           .p = p};
    }
}

/* ---- numbers ---- */

/* Wherever they stand. */
static void check_forms(struct checker *c, const struct passage *p) {
    struct str s = utf8_squeeze(c->a, p->text);
    struct edit_fault f;
    for (size_t at = 0;
         at < s.n && editing_find(rules_editing(c->rules), c->a, EDITING_NUMBER, s, at, &f);
         at = f.to) {
        struct str words = str_cut(s, f.from, f.to);
        if (str_eq(words, f.instead))
            continue;
        struct finding *x = report(c, CHECK_DOC_NUMBER, p->where, words);
        x->part[0] = words;
        x->part[1] = f.instead;
    }
}

static int year_in(struct str number) {
    static const struct str opens[] = {S("〔"), S("["), S("（"), S("("), S("［"), S("【")};
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        size_t at = str_find(number, opens[i], 0);
        uint32_t year;
        if (at != SIZE_MAX &&
            str_uint(str_cut(number, at + opens[i].n, at + opens[i].n + 4), &year))
            return (int)year;
    }
    return 0;
}

static void check_year(struct citing *g, const struct cite *x) {
    const struct document *d = &g->c->plan->document;
    int year = year_in(x->number);
    if (d->year_end == 0 || year <= d->year_end)
        return;
    struct finding *f = tell(g, CHECK_DOC_NUMBER_FUTURE, x, x->number);
    f->part[0] = str_fmt(g->c->a, "%d", year);
    f->part[1] = str_fmt(g->c->a, "%d", d->year_end);
}

/* One title with two numbers, or one number with two titles; a short title is a part of the full
 * one. True where it is a fault. */
static bool check_pair(struct citing *g, const struct cite *x, const struct cite *earlier) {
    bool title = str_eq(x->title, earlier->title), number = str_eq(x->number, earlier->number);
    if (x->number.n == 0 || earlier->number.n == 0 || title == number)
        return false;
    if (number && (str_find(x->title, earlier->title, 0) != SIZE_MAX ||
                   str_find(earlier->title, x->title, 0) != SIZE_MAX))
        return false;
    struct finding *f = tell(g, CHECK_DOC_NUMBER_DIFFERS, x, title ? x->number : x->title);
    f->part[1] = title ? earlier->number : earlier->title;
    return true;
}

/* ---- titles ---- */

static bool is_draft(const struct cite *x) {
    static const struct str marks[] = {S("征求意见稿"), S("送审稿"), S("讨论稿"), S("草案"),
                                       S("初稿")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(x->title, marks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static void check_title(struct citing *g, const struct cite *x) {
    const struct editing *rules = rules_editing(g->c->rules);
    int year = g->c->plan->document.year_start;
    struct str by;
    if (is_draft(x) && !editing_draws_up(rules, x->before))
        tell(g, CHECK_DRAFT_CITED, x, x->title);
    if (year && editing_superseded(rules, x->title, year, &by))
        tell(g, CHECK_SUPERSEDED, x, x->title)->part[1] = by;
    if (year && x->number.n && editing_superseded(rules, x->number, year, &by))
        tell(g, CHECK_SUPERSEDED, x, x->number)->part[1] = by;
}

/* Where two titles part: what one has between a beginning and an end that both have. */
struct parting {
    struct str x, y;
    bool inside; /* both the beginning and the end are there */
};

static struct parting part(struct str x, struct str y) {
    size_t front = 0, back = 0;
    while (front < x.n && front < y.n && x.p[front] == y.p[front])
        front++;
    while (front > 0 && front < x.n && (x.p[front] & 0xC0) == 0x80)
        front--;
    while (back < x.n - front && back < y.n - front && x.p[x.n - 1 - back] == y.p[y.n - 1 - back])
        back++;
    while (back > 0 && (x.p[x.n - back] & 0xC0) == 0x80)
        back--;
    return (struct parting){str_cut(x, front, x.n - back), str_cut(y, front, y.n - back),
                            front > 0 && back > 0};
}

static bool is_year(struct str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= 4;
}

/* （2018年版） and （2022年版） of one title. */
static bool is_version(struct str title) {
    static const struct str ends[] = {S("版）"),   S("版)"),    S("版本）"),
                                      S("修订）"), S("修正）"), S("版")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(title, ends[i]))
            return true;
    return false;
}

/* One character more, or one for another that looks like it. */
static bool is_slip(const struct checker *c, const struct parting *d) {
    size_t x = utf8_len(d->x), y = utf8_len(d->y), i = 0, k = 0;
    if (!d->inside || x > 1 || y > 1 || is_year(d->x) || is_year(d->y))
        return false;
    if (x == 0 || y == 0)
        return x + y == 1 && utf8_is_han(utf8_next(x ? d->x : d->y, &i));
    return registry_confused(rules_registry(c->rules), utf8_next(d->x, &i), utf8_next(d->y, &k));
}

static void check_titles(struct citing *g, const struct cite *x, const struct cite *earlier) {
    struct str a = x->title, b = earlier->title;
    size_t longer = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (longer > 4 || utf8_len(a) < TITLE || str_eq(a, b))
        return;
    struct parting d = part(a, b);
    enum check_code code = is_year(d.x) && is_year(d.y) && is_version(a) ? CHECK_VERSION_DIFFERS
                           : is_slip(g->c, &d)                           ? CHECK_TITLE_DIFFERS
                                                                         : CHECK_CODES;
    if (code != CHECK_CODES)
        tell(g, code, x, a)->part[1] = b;
}

/* ---- which of them are held against each other ---- */

/* Where titles stand first, by key, the last first: titles, numbers, how titles begin and how they
 * end. */
enum key { KEY_TITLE, KEY_NUMBER, KEY_FRONT, KEY_BACK, KEYS };

struct chains {
    size_t slots, *head[KEYS], *next[KEYS]; /* indexes plus 1 */
};

static struct chains chains_for(struct arena *a, size_t n) {
    struct chains c = {.slots = 1};
    while (c.slots < 2 * n + 2)
        c.slots *= 2;
    for (int k = 0; k < KEYS; k++) {
        c.head[k] = arena_array(a, c.slots, sizeof *c.head[k]);
        c.next[k] = arena_array(a, n + 1, sizeof *c.next[k]);
    }
    return c;
}

static struct str key_of(const struct cite *x, enum key key) {
    enum { ENDS = 4 * 3 }; /* bytes */
    size_t n = x->title.n;
    switch (key) {
    case KEY_TITLE:
        return x->title;
    case KEY_NUMBER:
        return x->number;
    case KEY_FRONT:
        return str_cut(x->title, 0, ENDS);
    default:
        return str_cut(x->title, n > ENDS ? n - ENDS : 0, n);
    }
}

static size_t *head_of(const struct chains *c, const struct cite *x, enum key key) {
    return &c->head[key][str_hash(key_of(x, key)) & (c->slots - 1)];
}

static void enter(struct chains *c, const struct citing *g, size_t i) {
    for (int k = 0; k < KEYS; k++) {
        size_t *head = head_of(c, &g->all.at[i], (enum key)k);
        c->next[k][i] = *head;
        *head = i + 1;
    }
}

static bool seen_title(const struct chains *c, const struct citing *g, const struct cite *x,
                       size_t *at) {
    for (size_t k = *head_of(c, x, KEY_TITLE); k; k = c->next[KEY_TITLE][k - 1])
        if (str_eq(g->all.at[k - 1].title, x->title))
            return *at = k - 1, true;
    return false;
}

/* A title that stood before is held against that, a new one against those with its number, and
 * those that begin or end like it. */
static void check_earlier(struct citing *g, struct chains *c, size_t i) {
    enum { MOST = 100 };
    const struct cite *x = &g->all.at[i];
    size_t same, n = 0;
    if (seen_title(c, g, x, &same)) {
        check_pair(g, x, &g->all.at[same]);
        return;
    }
    for (size_t k = *head_of(c, x, KEY_NUMBER);
         x->number.n && k && n++ < MOST && !check_pair(g, x, &g->all.at[k - 1]);)
        k = c->next[KEY_NUMBER][k - 1];
    for (int key = KEY_FRONT; key <= KEY_BACK; key++) {
        n = 0;
        for (size_t k = *head_of(c, x, (enum key)key); k && n++ < MOST; k = c->next[key][k - 1])
            check_titles(g, x, &g->all.at[k - 1]);
    }
    enter(c, g, i);
}

void check_citations(struct checker *c) {
    struct citing g = {.c = c};
    for (size_t i = 0; i < c->passages.n; i++) {
        const struct passage *p = &c->passages.at[i];
        if (p->of != OF_HEADING) {
            read_passage(&g, p);
            check_forms(c, p);
        }
    }
    struct chains chains = chains_for(c->a, g.all.n);
    for (size_t i = 0; i < g.all.n; i++) {
        check_title(&g, &g.all.at[i]);
        check_year(&g, &g.all.at[i]);
        check_earlier(&g, &chains, i);
    }
}
