/* What a line may belong to: told by the running numbers, deadline words, shapes of unit names,
 * sentence ends, and how full it is. Only a line that its column's width broke is full.
 */
#include "base/utf8.h"
#include "extract/lines.h"
#include <math.h>

enum {
    SPACED_OF = 5,  /* lines, of which one has white space between words */
    PARTING_OF = 5, /* pieces of it, of which one stands behind a whole cell */
    DEADLINE_CHARS = 24,
    RUNNING_CHARS = 8,
    NUMBER_MOST = 9999,
    NUMBERS_LOST = 3, /* one behind another */
    APART = 2         /* characters that pieces of a line drawn apart have at most, on average */
};

/* A line that begins so begins with a date (6 月底前完成). */
static bool begins_with_date(const struct work *w, struct str number, struct str text) {
    struct str line = str_fmt(w->a, "%.*s%.*s", STR_ARG(number), STR_ARG(text));
    struct deadline_match date;
    return rules_deadline(w->rules, line) ||
           (deadline_find(rules_deadlines(w->rules), line, 0, &date) && date.at == 0);
}

/* A last number is a page's. */
static size_t number_of(const struct lattice *l, size_t i) {
    const struct fact *f = &((struct lines *)l->more)->facts[i];
    int no = f->begins ? row_number(f->text) : 0;
    if (no <= 0 || no > NUMBER_MOST || i + 1 == l->n)
        return 0;
    return f->ends_line || !begins_with_date(l->w, f->text, f[1].text) ? (size_t)no : 0;
}

/* The longest run of lines that are nothing but numbers, each the one before or its successor, or
 * where few are lost in between, a later one, which counts half. */
void find_numbers(struct lattice *l) {
    struct lines *x = l->more;
    size_t most = 0;
    for (size_t i = 0; i < l->n; i++)
        most = number_of(l, i) > most ? number_of(l, i) : most;
    struct {
        size_t length, token;
    } *best = arena_array(l->w->a, most + 1, sizeof *best);
    size_t *before = arena_array(l->w->a, l->n + 1, sizeof *before), end = 0, longest = 0;
    for (size_t i = 0; i < l->n; i++) {
        size_t no = number_of(l, i);
        if (no == 0)
            continue;
        size_t from = no - 1; /* a repetition makes no run longer: a year may stand in all lines */
        for (size_t k = no - 1; k > 0 && no - k < NUMBERS_LOST; k--)
            if (best[k - 1].length > best[from].length + (from == no - 1))
                from = k - 1;
        bool again = best[no].length > best[from].length;
        size_t more = again ? 0 : from == no - 1 || best[from].length == 0 ? 2 : 1;
        from = again ? no : from;
        before[i + 1] = best[from].length ? best[from].token + 1 : 0;
        best[no].length = best[from].length + more;
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
    f->group = f->unit && rules_org_shape(w->rules, f->text) == SHAPE_GROUP;
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

/* The piece of s that no line's end may part from its first character: digits and letters, and the
 * marks that no line begins with. */
static struct str unbroken(struct str s) {
    size_t end = 0;
    for (size_t i = 0; i < s.n; end = i) {
        bool first = i == 0;
        int32_t cp = utf8_next(s, &i);
        bool mark = cp > 0x7F && !utf8_is_han(cp);
        if (!first && cp > 0x7F && !mark)
            break;
        if (first && utf8_is_han(cp) && i < s.n) {
            size_t next = i;
            int32_t after = utf8_next(s, &next);
            if (utf8_is_han(after) || after <= 0x7F)
                return str_cut(s, 0, i);
        }
    }
    return str_cut(s, 0, end);
}

static double ems(struct str s) {
    return (double)utf8_columns(s) / 2;
}

static void measure_tokens(struct lattice *l) {
    struct fact *f = ((struct lines *)l->more)->facts;
    for (size_t i = 0; i < l->n; i++) {
        const struct token *t = &l->tokens[i];
        f[i].text = t->paras.n ? utf8_squeeze(l->w->a, t->paras.at[0]->text) : (struct str){0};
        f[i].len = utf8_len(f[i].text);
        f[i].width = ems(f[i].text);
        f[i].first = ems(unbroken(f[i].text));
        f[i].begins = t->begins;
        f[i].beside =
            i > 0 && t->paras.n && t[-1].paras.n && t->paras.at[0]->id == t[-1].paras.at[0]->id;
        f[i].ends_line = i + 1 == l->n || t[1].begins;
    }
    for (size_t i = 0, from = 0, len = 0; i < l->n; i++) {
        bool begins = f[i].begins || l->tokens[i].spaced;
        from = begins ? i : from;
        len = begins ? f[i].len : len + f[i].len;
        bool ends = f[i].ends_line || l->tokens[i + 1].spaced;
        for (size_t k = from; ends && k <= i; k++)
            f[k].line_len = len;
    }
    for (size_t i = 0; i + 1 < l->n; i++)
        f[i].with_next = f[i].line_len + (f[i].ends_line ? utf8_len(unbroken(f[i + 1].text)) : 0);
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

/* What a line may hold of a cell in front of another one is all of it. */
static bool may_be_cell(const struct work *w, const atoms *list, size_t from, size_t to) {
    struct buf b = {.a = w->a};
    for (size_t i = from; i < to; i++)
        buf_add(&b, list->at[i].text);
    struct str s = buf_str(&b);
    return ends_sentence(s) || rules_none(w->rules, s) || all_units(w, s) ||
           (utf8_len(s) <= DEADLINE_CHARS && rules_deadline(w->rules, s));
}

/* White space in front of atom i parts words, or cells: beside a digit or letter it may only keep
 * it apart from a Chinese character, and beside a list mark it says nothing. */
static bool parts_words(const atoms *list, size_t i) {
    size_t at = 0;
    int32_t a = last_char(list->at[i - 1].text), b = utf8_next(list->at[i].text, &at);
    bool mark = a == 0x3001 || a == 0xFF0C || b == 0x3001 || b == 0xFF0C || b == 0xFF08;
    bool sentence = a == 0x3002 || a == 0xFF1B;
    return !mark && (sentence || (a > 0x7F && b > 0x7F));
}

/* A text that goes on behind a sentence: too long for the first line of another cell, which is a
 * deadline or of units. */
static bool is_running(const struct work *w, struct str s) {
    return utf8_len(s) > RUNNING_CHARS && !all_units(w, s) && !rules_deadline(w->rules, s);
}

/* Behind what is no whole cell it draws the line apart. */
static bool parts_cells(const struct work *w, const atoms *list, size_t from, size_t to) {
    return parts_words(list, to) && may_be_cell(w, list, from, to) &&
           !(ends_sentence(list->at[to - 1].text) && is_running(w, list->at[to].text));
}

static bool holds_cell(const struct work *w, const atoms *list) {
    for (size_t i = 0; i < list->n; i++)
        if (may_be_cell(w, list, i, i + 1) || row_number(list->at[i].text) > 0)
            return true;
    return false;
}

/* More white space than could part the cells of a row draws the line apart. */
static bool has_many_gaps(const atoms *list, size_t columns) {
    size_t gaps = 0;
    for (size_t i = 1, at = 0; i < list->n; i++, at = 0)
        gaps += last_char(list->at[i - 1].text) > 0x7F && utf8_next(list->at[i].text, &at) > 0x7F;
    return gaps >= columns;
}

/* The atoms from this one on are one. */
static void join_atoms(atoms *list, size_t from) {
    struct para *first = &list->at[from];
    const struct str last = list->at[list->n - 1].text;
    first->text.n = (size_t)(last.p - first->text.p) + last.n;
    list->n = from + 1;
}

static void add_line(struct lattice *l, const struct para *p, const struct habits *h) {
    struct work *w = l->w;
    atoms *list = arena_alloc(w->a, sizeof *list);
    add_atoms(w, p, list);
    bool spaces = h->spaces, apart = is_drawn_apart(list);
    bool numbered = spaces && list->n > 1 && row_number(list->at[0].text) > 0 &&
                    !begins_with_date(w, list->at[0].text, list->at[1].text);
    if (spaces && has_many_gaps(list, h->columns))
        join_atoms(list, numbered);
    else if (spaces ? rules_heading(w->rules, p->text) || (apart && !holds_cell(w, list)) : apart)
        join_atoms(list, 0);
    for (size_t i = 0, from = 0; i < list->n; i++) {
        struct token *t = &l->tokens[l->n++];
        bool parted = spaces && i > 0 && parts_cells(w, list, from, i);
        bool behind_name = numbered && i == 2 && from == 1; /* a task's name may be any text */
        from = parted || (numbered && i == 1) ? i : from;
        *t = (struct token){.at = p->at,
                            .begins = i == 0 || parted || behind_name,
                            .parted = parted,
                            .spaced = spaces && i > 0 && parts_words(list, i),
                            .gap = i == 0 ? p->gap : 0};
        *vec_push(w->a, &t->paras) = &list->at[i];
    }
}

static bool is_furniture(const struct work *w, const struct para *p) {
    return rules_line(w->rules, p->text).kind == LINE_FURNITURE;
}

static void add_tokens(struct lattice *l, size_t from, size_t to, const struct habits *h) {
    size_t most = 0;
    for (size_t b = from; b < to; b++)
        most += text_block(l->w, b) ? text_block(l->w, b)->text.n : 0;
    l->tokens = arena_array(l->w->a, most + 1, sizeof *l->tokens);
    l->n = 0;
    for (size_t b = from; b < to; b++)
        if (text_block(l->w, b) && !is_furniture(l->w, text_block(l->w, b)))
            add_line(l, text_block(l->w, b), h);
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

static void judge_all(struct lattice *l, size_t from, size_t to, const struct habits *h) {
    add_tokens(l, from, to, h);
    judge_tokens(l);
}

/* The header's names stand on lines of their own, but where cells stand close to each other a
 * program sets them in one line (年底前 区水务局): few lines have white space between words, hardly
 * one has more of it, as lines drawn apart have, and some of it stands behind what is a whole cell.
 */
static bool spaces_part(struct work *w, size_t from, size_t to) {
    size_t lines = 0, spaced = 0, gaps = 0, parting = 0;
    for (size_t b = from; b < to; b++) {
        atoms list = {0};
        size_t before = gaps;
        if (text_block(w, b) && !is_furniture(w, text_block(w, b)))
            add_atoms(w, text_block(w, b), &list);
        for (size_t i = 1; i < list.n; i++) {
            gaps += parts_words(&list, i);
            parting += parts_cells(w, &list, 0, i);
        }
        lines += list.n > 0;
        spaced += gaps > before;
    }
    return gaps > 0 && SPACED_OF * spaced <= lines && 2 * gaps <= 3 * spaced &&
           PARTING_OF * parting >= gaps;
}

/* A page has few lines, but all of them were made alike. */
static struct habits *habits_from(struct work *w, const struct line_head *head, size_t block) {
    struct lines x = {0};
    struct lattice l = {.w = w, .more = &x};
    struct habits *h = arena_alloc(w->a, sizeof *h);
    h->spaces = head->drawn == 0 && (head->parted > 0 || spaces_part(w, block, w->doc->blocks.n));
    h->columns = head->names.n;
    h->head = head->names.at;
    h->least = head->lines.at;
    judge_all(&l, block, w->doc->blocks.n, h);
    find_numbers(&l);
    find_habits(&l, head, h);
    return h;
}

void find_line_facts(struct lattice *l, const struct line_head *h, size_t from, size_t to) {
    struct lines *x = l->more;
    if (!l->w->habits)
        l->w->habits = habits_from(l->w, h, from);
    x->habits = l->w->habits;
    judge_all(l, from, to, x->habits);
    for (size_t b = from; b < to; b++)
        if (is_furniture(l->w, text_block(l->w, b)))
            claim(l->w, text_block(l->w, b), USE_FURNITURE);
    for (size_t c = 0; c < l->g->columns; c++)
        x->officials = x->officials || l->g->headers[c].column.role_kind == ROLE_OFFICIAL;
    find_numbers(l);
    drop_page_numbers(l);
    judge_names(l);
}
