/* What a line may belong to: told by the running numbers, deadline words, shapes of unit names,
 * sentence ends, and how full it is. Only a line that its column's width broke is full.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>
#include <stdlib.h>

enum {
    DEADLINE_CHARS = 24,
    LISTS_SHOW = 30, /* one token in so many is a list, where names stand in lists */
    NUMBER_MOST = 9999,
    NUMBERS_LOST = 3, /* one behind another */
    APART = 2         /* characters that pieces of a line drawn apart have at most, on average */
};

static size_t number_of(const struct fact *f) {
    int no = f->begins ? row_number(f->text) : 0;
    return no > 0 && no <= NUMBER_MOST ? (size_t)no : 0;
}

/* The longest run of lines that are nothing but numbers, each the one before or its successor, or
 * where few are lost in between, a later one. */
void find_numbers(struct lattice *l) {
    struct lines *x = l->more;
    size_t most = 0;
    for (size_t i = 0; i < l->n; i++)
        most = number_of(&x->facts[i]) > most ? number_of(&x->facts[i]) : most;
    struct {
        size_t length, token;
    } *best = arena_array(l->w->a, most + 1, sizeof *best);
    size_t *before = arena_array(l->w->a, l->n + 1, sizeof *before), end = 0, longest = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t no = number_of(&x->facts[i]);
        if (no == 0)
            continue;
        size_t from = no - 1; /* a repetition makes no run longer: a year may stand in all lines */
        for (size_t k = no - 1; k > 0 && no - k < NUMBERS_LOST; k--)
            if (best[k - 1].length > best[from].length)
                from = k - 1;
        bool again = best[no].length > best[from].length;
        from = again ? no : from;
        before[i + 1] = best[from].length ? best[from].token + 1 : 0;
        best[no].length = best[from].length + !again;
        best[no].token = i;
        if (best[no].length > longest || (again && best[no].length == longest)) {
            longest = best[no].length;
            end = i + 1;
        }
    }
    x->numbered = end > 0;
    for (; end > 0; end = before[end])
        l->tokens[end - 1].numbers = true;
}

bool all_units(const struct work *w, struct str s) {
    size_t from = 0, names = 0;
    for (size_t i = 0; i <= s.n;) {
        size_t at = i;
        int32_t cp = i < s.n ? utf8_next(s, &i) : 0x3001;
        i += at == s.n;
        if (cp != 0x3001 && cp != 0xFF0C && cp != ',')
            continue;
        struct str name = str_cut(s, from, at);
        name = str_cut(name, 0, rules_name_end(w->rules, name));
        from = i;
        if (name.n == 0)
            continue;
        enum org_shape shape = rules_org_shape(w->rules, name);
        if (shape != SHAPE_BODY && shape != SHAPE_GROUP)
            return false;
        names++;
    }
    return names > 0;
}

bool ends_sentence(struct str s) {
    return str_ends(s, S("。")) || str_ends(s, S("；")) || str_ends(s, S(";"));
}

static void judge(struct lattice *l, size_t i) {
    const struct work *w = l->w;
    struct fact *f = &((struct lines *)l->more)->facts[i];
    f->sentence =
        str_find(f->text, S("。"), 0) != SIZE_MAX || str_find(f->text, S("；"), 0) != SIZE_MAX;
    f->ends = ends_sentence(f->text);
    f->none = rules_none(w->rules, f->text) || rules_ditto(w->rules, f->text);
    f->deadline = f->len <= DEADLINE_CHARS && rules_deadline(w->rules, f->text);
    f->unit = all_units(w, f->text);
}

/* A line may be a heading although white space stands in it. */
static void judge_line(struct lattice *l, size_t i) {
    struct fact *f = &((struct lines *)l->more)->facts[i];
    struct buf b = {.a = l->w->a};
    size_t n = 0;
    while (!f[n].ends_line)
        buf_add(&b, f[n++].text);
    buf_add(&b, f[n].text);
    enum line_kind kind = rules_line(l->w->rules, buf_str(&b)).kind;
    f->heading = kind == LINE_HEADING ? n + 1 : 0;
    f->date = kind == LINE_DATE;
}

/* The pieces between list marks of all tokens. */
static struct lexicon *printed_names(const struct lattice *l) {
    const struct lines *x = l->more;
    VEC(struct str) names = {0};
    for (size_t i = 0; i < l->n; i++) {
        struct str s = x->facts[i].text;
        for (size_t from = 0; from < s.n;) {
            size_t at = str_find(s, S("、"), from), end = at == SIZE_MAX ? s.n : at;
            *vec_push(l->w->a, &names) = str_cut(s, from, end);
            from = end + S("、").n;
        }
    }
    return lexicon_of(l->w->a, names.at, names.n);
}

static int by_size(const void *a, const void *b) {
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

/* The median length of lines that break off in running text; the longest line of units; whether
 * names of one cell stand between list marks. */
static void find_habits(struct lattice *l, struct habits *h) {
    const struct fact *all = ((struct lines *)l->more)->facts;
    size_t *lens = arena_array(l->w->a, l->n + 1, sizeof *lens), n = 0, lists = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct fact *f = &all[i];
        bool text = str_find(f->text, S("，"), 0) != SIZE_MAX ||
                    str_find(f->text, S(","), 0) != SIZE_MAX || f->sentence;
        if (f->ends_line && text && !f->ends && !f->unit)
            lens[n++] = f->line_len;
        if (f->begins && f->ends_line && f->unit && f->len > h->widest)
            h->widest = f->len;
        h->nones = h->nones || f->none;
        lists += f->unit && str_find(f->text, S("、"), 0) != SIZE_MAX;
    }
    qsort(lens, n, sizeof *lens, by_size);
    h->full = n ? lens[n / 2] : 0;
    h->lists = LISTS_SHOW * lists >= l->n;
    h->names = printed_names(l);
}

/* Characters of s that no line's end may part from its first one: digits and letters, and the marks
 * that no line begins with. */
static size_t unbroken(struct str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; n++) {
        int32_t cp = utf8_next(s, &i);
        bool mark = cp > 0x7F && !utf8_is_han(cp);
        if (n > 0 && cp > 0x7F && !mark)
            break;
        if (n == 0 && utf8_is_han(cp) && i < s.n) {
            size_t next = i;
            int32_t after = utf8_next(s, &next);
            if (utf8_is_han(after) || after <= 0x7F)
                return 1;
        }
    }
    return n;
}

static void measure_tokens(struct lattice *l) {
    struct fact *f = ((struct lines *)l->more)->facts;
    for (size_t i = 0; i < l->n; i++) {
        const struct token *t = &l->tokens[i];
        f[i].text = t->paras.n ? utf8_squeeze(l->w->a, t->paras.at[0]->text) : (struct str){0};
        f[i].len = utf8_len(f[i].text);
        f[i].begins = t->begins;
        f[i].ends_line = i + 1 == l->n || t[1].begins;
    }
    for (size_t i = 0, from = 0, len = 0; i < l->n; i++) {
        from = f[i].begins ? i : from;
        len = f[i].begins ? f[i].len : len + f[i].len;
        for (size_t k = from; f[i].ends_line && k <= i; k++)
            f[k].line_len = len;
    }
    for (size_t i = 0; i + 1 < l->n; i++)
        f[i].with_next = f[i].line_len + (f[i].ends_line ? unbroken(f[i + 1].text) : 0);
}

/* ---- tokens ---- */

/* White space that only draws a line apart, as justification does: its pieces are short. */
static bool is_drawn_apart(const atoms *list) {
    size_t chars = 0;
    for (size_t i = 0; i < list->n; i++)
        chars += utf8_len(list->at[i].text);
    return list->n >= 3 && chars <= APART * list->n;
}

static int32_t last_char(struct str s) {
    int32_t cp = 0;
    for (size_t i = 0; i < s.n;)
        cp = utf8_next(s, &i);
    return cp;
}

/* White space between words parts cells; beside a digit or letter it may only keep it apart from a
 * Chinese character, and behind a list mark it says nothing. */
static bool parts_cells(const struct para *left, const struct para *right) {
    size_t i = 0;
    int32_t a = last_char(left->text), b = utf8_next(right->text, &i);
    bool list = a == 0x3001 || a == 0xFF0C || b == 0x3001 || b == 0xFF0C;
    bool sentence = a == 0x3002 || a == 0xFF1B;
    return !list && (sentence || (a > 0x7F && b > 0x7F));
}

static void add_line(struct lattice *l, const struct para *p, bool spaces) {
    struct work *w = l->w;
    atoms *list = arena_alloc(w->a, sizeof *list);
    add_atoms(w, p, list);
    bool heading = rules_heading(w->rules, p->text);
    if (spaces ? heading : is_drawn_apart(list)) {
        list->n = 1;
        list->at[0].text = utf8_trim(p->text);
    }
    for (size_t i = 0; i < list->n; i++) {
        struct token *t = &l->tokens[l->n++];
        bool parted = spaces && i > 0 && parts_cells(&list->at[i - 1], &list->at[i]);
        *t = (struct token){
            .at = p->at, .begins = i == 0 || parted, .parted = parted, .gap = i == 0 ? p->gap : 0};
        *vec_push(w->a, &t->paras) = &list->at[i];
    }
}

static bool is_furniture(const struct work *w, const struct para *p) {
    return rules_line(w->rules, p->text).kind == LINE_FURNITURE;
}

static void add_tokens(struct lattice *l, size_t from, size_t to, bool spaces) {
    size_t most = 0;
    for (size_t b = from; b < to; b++)
        most += text_block(l->w, b) ? text_block(l->w, b)->text.n : 0;
    l->tokens = arena_array(l->w->a, most + 1, sizeof *l->tokens);
    l->n = 0;
    for (size_t b = from; b < to; b++)
        if (text_block(l->w, b) && !is_furniture(l->w, text_block(l->w, b)))
            add_line(l, text_block(l->w, b), spaces);
}

/* A line that is a number and no running one stands at a page's edge. */
static void drop_page_numbers(struct lattice *l) {
    struct fact *f = ((struct lines *)l->more)->facts;
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        uint32_t no;
        bool page =
            f[i].begins && f[i].ends_line && !l->tokens[i].numbers && str_uint(f[i].text, &no);
        if (page) {
            claim(l->w, l->tokens[i].paras.at[0], USE_FURNITURE);
            continue;
        }
        l->tokens[n] = l->tokens[i];
        f[n++] = f[i];
    }
    l->n = n;
}

void judge_tokens(struct lattice *l) {
    struct lines *x = l->more;
    x->facts = arena_array(l->w->a, l->n + 1, sizeof *x->facts);
    measure_tokens(l);
    for (size_t i = 0; i < l->n; i++)
        judge(l, i);
    for (size_t i = 0; i < l->n; i++)
        if (x->facts[i].begins)
            judge_line(l, i);
}

static void judge_all(struct lattice *l, size_t from, size_t to, bool spaces) {
    add_tokens(l, from, to, spaces);
    judge_tokens(l);
}

/* A page has few lines, but all of them were made alike. */
static const struct habits *habits_from(struct work *w, const struct line_head *head,
                                        size_t block) {
    struct lines x = {0};
    struct lattice l = {.w = w, .more = &x};
    struct habits *h = arena_alloc(w->a, sizeof *h);
    h->spaces = head->parted > 0 && head->drawn == 0;
    judge_all(&l, block, w->doc->blocks.n, h->spaces);
    find_habits(&l, h);
    return h;
}

void find_line_facts(struct lattice *l, const struct line_head *h, size_t from, size_t to) {
    struct lines *x = l->more;
    if (!l->w->habits)
        l->w->habits = habits_from(l->w, h, from);
    x->habits = l->w->habits;
    judge_all(l, from, to, x->habits->spaces);
    for (size_t b = from; b < to; b++)
        if (is_furniture(l->w, text_block(l->w, b)))
            claim(l->w, text_block(l->w, b), USE_FURNITURE);
    for (size_t c = 0; c < l->g->columns; c++)
        x->officials = x->officials || l->g->headers[c].column.role_kind == ROLE_OFFICIAL;
    find_numbers(l);
    drop_page_numbers(l);
    judge_names(l);
}
