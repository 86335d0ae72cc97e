/* Tables that are no lists of measures: indicators, projects, matrices of districts. They are kept
 * in long form, one value a line, under the row's own name.
 */
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/work.h"
#include <stdlib.h>

enum { UNIT_CHARS = 10, WRAP_CHARS = 24, DIGITS = 18 };

struct keeper {
    struct work *w;
    const struct grid *g;
    const struct lexicon *lex;
    size_t number, label; /* column places; columns where there is none */
    int *numbers;         /* by row */
    struct gcell *cells;  /* rows × columns, filled down */
    bool *filled;
};

static struct gcell *cell_at(const struct keeper *k, size_t r, size_t c) {
    return &k->cells[r * k->g->columns + c];
}

static struct str text_at(const struct keeper *k, size_t r, size_t c) {
    return cell_squeezed(k->w->a, &cell_at(k, r, c)->paras);
}

static bool numbered(const struct keeper *k) {
    return k->number < k->g->columns;
}

/* What stands where the row's number would be and is none: 合计. */
static struct str total_at(const struct keeper *k, size_t r) {
    struct str printed = numbered(k) ? text_at(k, r, k->number) : (struct str){0};
    return row_number(printed) ? (struct str){0} : printed;
}

static struct str label_at(const struct keeper *k, size_t r, size_t c) {
    struct str label = text_at(k, r, c);
    return label.n ? label : total_at(k, r);
}

static int by_text(const void *a, const void *b) {
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool differs_on_every_row(const struct keeper *k, size_t c) {
    struct str *texts = arena_array(k->w->a, k->g->rows.n + 1, sizeof *texts);
    size_t n = 0;
    for (size_t r = 0; r < k->g->rows.n; r++)
        if (k->g->rows.at[r].kind == ROW_DATA)
            texts[n++] = label_at(k, r, c);
    qsort(texts, n, sizeof *texts, by_text);
    for (size_t i = 0; i < n; i++)
        if (texts[i].n == 0 || (i > 0 && str_eq(texts[i], texts[i - 1])))
            return false;
    return n > 0;
}

/* An empty cell in front of the column that names the rows goes on with the category above. */
static void fill_down(struct keeper *k) {
    for (size_t r = 1; r < k->g->rows.n; r++)
        for (size_t c = 0; c < k->label && c < k->g->columns; c++) {
            struct gcell *cell = cell_at(k, r, c), *above = cell_at(k, r - 1, c);
            if (c == k->number || cell->paras.n || k->g->rows.at[r].kind != ROW_DATA ||
                total_at(k, r).n)
                continue;
            *cell = *above;
            k->filled[r * k->g->columns + c] = above->paras.n > 0;
        }
}

static void copy_cells(struct keeper *k) {
    size_t n = k->g->columns;
    k->cells = arena_array(k->w->a, k->g->rows.n * n + 1, sizeof *k->cells);
    k->filled = arena_array(k->w->a, k->g->rows.n * n + 1, sizeof *k->filled);
    for (size_t r = 0; r < k->g->rows.n; r++)
        for (size_t c = 0; c < n; c++) {
            *cell_at(k, r, c) = k->g->rows.at[r].cells[c];
            k->filled[r * n + c] = cell_at(k, r, c)->above;
        }
}

static void find_columns(struct keeper *k) {
    size_t n = k->g->columns;
    k->number = k->label = n;
    for (size_t c = n; c-- > 0 && k->g->headers;) {
        if (k->g->headers[c].column.field == FIELD_NUMBER)
            k->number = c;
        if (k->g->headers[c].column.field == FIELD_LABEL)
            k->label = c;
    }
    for (size_t c = n; c-- > 0;)
        if (c != k->number && differs_on_every_row(k, c))
            k->label = c;
}

/* How most rows write their numbers. */
static int sort_of_most(const struct keeper *k) {
    size_t count[NUMBER_SORTS] = {0};
    int most = 0;
    for (size_t r = 0; r < k->g->rows.n; r++)
        if (numbered(k) && k->g->rows.at[r].kind == ROW_DATA)
            count[number_sort(text_at(k, r, k->number))]++;
    for (int sort = 1; sort < NUMBER_SORTS; sort++)
        most = count[sort] > (most ? count[most] : 0) ? sort : most;
    return most;
}

/* The number that the row at r lost: the one behind before, where those that are printed below
 * leave it free; else 0, as of a row that never had one. */
static int infer_number(struct keeper *k, size_t r, int before) {
    size_t next = r + 1;
    while (next < k->g->rows.n && text_at(k, next, k->number).n == 0)
        next++;
    int printed = next < k->g->rows.n ? row_number(text_at(k, next, k->number)) : 0;
    int no = before + 1;
    if (printed && printed != no + (int)(next - r))
        return 0;
    struct diag *d = diag_add(&k->w->doc->diags, DIAG_NUMBER_INFERRED, k->g->rows.at[r].cells[0].at,
                              str_fmt(k->w->a, "%d", no));
    d->table_no = k->g->table_no;
    return no;
}

/* Printed numbers, lost ones by their neighbours; rows with none of their own among them (合计, 一
 * over 1) count on behind the last. Where nothing is numbered, the row's place. */
static void find_numbers(struct keeper *k) {
    size_t n = k->g->rows.n;
    int place = 0, last = 0, sort = sort_of_most(k);
    k->numbers = arena_array(k->w->a, n + 1, sizeof *k->numbers);
    for (size_t r = 0; r < n; r++) {
        if (k->g->rows.at[r].kind != ROW_DATA)
            continue;
        place++;
        struct str printed = numbered(k) ? text_at(k, r, k->number) : (struct str){0};
        if (sort && number_sort(printed) == sort)
            k->numbers[r] = row_number(printed);
        else if (numbered(k) && printed.n == 0)
            k->numbers[r] = infer_number(k, r, r > 0 ? k->numbers[r - 1] : 0);
        else if (!sort)
            k->numbers[r] = place;
        last = k->numbers[r] > last ? k->numbers[r] : last;
    }
    for (size_t r = 0; r < n; r++)
        if (k->g->rows.at[r].kind == ROW_DATA && k->numbers[r] == 0)
            k->numbers[r] = ++last;
}

/* ---- values ---- */

/* Short lines of a cell are one wrapped text; longer ones are paragraphs. */
static struct str value_text(struct work *w, const paras *ps, bool lines) {
    bool sentences = false;
    for (size_t i = 0; i < ps->n; i++)
        sentences = sentences || utf8_len(ps->at[i]->text) > WRAP_CHARS;
    return cell_text(w->a, ps, lines || sentences ? S("\n") : S(""));
}

/* Takes the words in front of a number off (不低于, 约, ≤); what they make of it, or nothing. */
static struct str take_before(const struct quantity_rules *rules, struct str *s) {
    struct str comparator = {0};
    const struct quantity_word *w;
    while ((w = word_beginning(rules, WORD_BEFORE | WORD_CHANGE, *s))) {
        comparator = comparator.n ? comparator : w->comparator;
        *s = utf8_trim(str_cut(*s, w->text.n, s->n));
    }
    return comparator;
}

/* The same of the words around its unit: 80%以上, 20余家. */
static struct str take_after(const struct quantity_rules *rules, struct str *s) {
    const struct quantity_word *w = word_ending(rules, WORD_AFTER, *s);
    if (w)
        *s = utf8_trim(str_cut(*s, 0, s->n - w->text.n));
    const struct quantity_word *inside = word_beginning(rules, WORD_INSIDE, *s);
    if (inside)
        *s = utf8_trim(str_cut(*s, inside->text.n, s->n));
    return w ? w->comparator : inside ? inside->comparator : (struct str){0};
}

/* A number in digits at the start of s; its bytes, 0 where there is none. */
static size_t read_digits(struct str s, double *value) {
    size_t sign = str_starts(s, S("-")) ? 1 : str_starts(s, S("−")) ? S("−").n : 0, i = sign;
    if (i >= s.n || utf8_is_han(utf8_next(s, &i)))
        return 0;
    size_t n = numeral_read(s, sign, value);
    *value = sign && n ? -*value : *value;
    return n ? sign + n : 0;
}

/* 微克每立方米 is 微克/立方米, as in sentences; a unit that the rules lack stays as printed. */
static struct str unit_name(const struct keeper *k, struct str printed, bool *known) {
    struct unit u = unit_read(rules_quantities(k->w->rules), k->w->a, printed, 0);
    *known = u.n > 0 && u.n == printed.n;
    return *known ? u.name : printed;
}

/* 现状值（2025年） says of when it is, not in what. */
static bool begins_with_year(struct str s) {
    enum { DIGITS_OF_YEAR = 4 };
    for (size_t i = 0; i < DIGITS_OF_YEAR; i++)
        if (i >= s.n || s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

static bool may_be_unit(struct str s) {
    bool list = str_find(s, S(","), 0) != SIZE_MAX || str_find(s, S("，"), 0) != SIZE_MAX;
    bool code = s.n > 0 && s.p[0] >= 'A' && s.p[0] <= 'Z';
    return s.n > 0 && !list && !code && utf8_len(s) <= UNIT_CHARS && !begins_with_year(s);
}

/* The unit in the brackets of a name, 浓度(微克/立方米): the last that is known, for others may
 * say what is counted (城镇化率（%）（常住人口）); where none is, the last short one. */
static struct str bracket_unit(const struct keeper *k, struct str name) {
    struct str unit = {0};
    bool found = false, known;
    size_t open = SIZE_MAX;
    for (size_t i = 0; i < name.n;) {
        size_t at = i;
        int32_t cp = utf8_next(name, &i);
        if (cp == '(' || cp == 0xFF08)
            open = i;
        if ((cp != ')' && cp != 0xFF09) || open == SIZE_MAX)
            continue;
        struct str in = str_cut(name, open, at), named = unit_name(k, in, &known);
        if (may_be_unit(in) && (known || !found))
            unit = named;
        found = found || (known && may_be_unit(in));
        open = SIZE_MAX;
    }
    return unit;
}

/* A column of growth, money or shares (年均增速, 总投资, 占比) counts in another unit than its
 * rows. */
static bool counts_otherwise(const struct keeper *k, struct str col) {
    struct found f;
    return phrase_find(rules_quantities(k->w->rules), PHRASE_OTHERWISE, col, 0, &f);
}

/* What a column 单位 of the row says, where it is a unit of measurement and no body. */
static struct str row_unit(const struct keeper *k, size_t r) {
    bool known = false;
    for (size_t c = 0; c < k->g->columns && k->g->headers; c++) {
        struct str name = k->g->headers[c].name;
        if (!str_eq(name, S("单位")) && !str_eq(name, S("计量单位")))
            continue;
        struct str unit = unit_name(k, text_at(k, r, c), &known);
        return known ? unit : (struct str){0};
    }
    return (struct str){0};
}

/* The unit of a value that prints none. */
static struct str unit_around(const struct keeper *k, const struct indicator *v, size_t r) {
    struct str unit = bracket_unit(k, v->col);
    if (unit.n || counts_otherwise(k, v->col))
        return unit;
    unit = bracket_unit(k, v->row_label);
    return unit.n ? unit : row_unit(k, r);
}

/* 2021-2025 is a period, 1-2 a range: no single number. */
static bool goes_on(struct str rest) {
    static const struct str marks[] = {S("-"),  S("—"),  S("–"), S("~"), S("～"),
                                       S("至"), S("、"), S("."), S(","), S("，")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts(rest, marks[i]))
            return true;
    return false;
}

static void read_number(const struct keeper *k, struct indicator *v, size_t r) {
    const struct quantity_rules *rules = rules_quantities(k->w->rules);
    struct str s = utf8_trim(v->value), before = take_before(rules, &s);
    double value = 0;
    size_t n = read_digits(s, &value);
    struct str rest = utf8_trim(str_cut(s, n, s.n)), after = take_after(rules, &rest);
    if (n == 0 || n > DIGITS || utf8_len(rest) > UNIT_CHARS || goes_on(rest))
        return;
    bool marked = rest.n > 0 && (rest.p[0] == '(' || rest.p[0] == '*' || str_starts(rest, S("（")));
    bool weak = before.n == 0 || (str_eq(before, S("~")) && after.n);
    v->has_value_num = true;
    v->value_num = value;
    v->comparator = !weak ? before : after.n ? after : S("=");
    bool known;
    v->unit = !marked && rest.n ? unit_name(k, rest, &known) : unit_around(k, v, r);
}

static struct str column_name(const struct keeper *k, size_t c) {
    return k->g->headers ? k->g->headers[c].name : str_fmt(k->w->a, "%zu", c + 1);
}

static void keep_cell(struct keeper *k, size_t r, size_t c) {
    const struct gcell *cell = cell_at(k, r, c);
    const struct header *h = k->g->headers ? &k->g->headers[c] : NULL;
    bool role = h && h->column.field == FIELD_ROLE;
    struct indicator *v = vec_push(k->w->plan->a, &k->w->plan->indicators);
    *v = (struct indicator){.table_no = k->g->table_no,
                            .table_title = k->g->title,
                            .row_no = k->numbers[r],
                            .col = column_name(k, c),
                            .value = value_text(k->w, &cell->paras, role),
                            .filled = k->filled[r * k->g->columns + c],
                            .at = cell->paras.n ? cell->paras.at[0]->at : cell->at};
    if (k->label < k->g->columns)
        v->row_label = label_at(k, r, k->label);
    if (role)
        cell_roles(k->w, k->lex, h, &cell->paras, false, &v->roles);
    else if (!h || h->column.field == FIELD_NONE || h->column.field == FIELD_VALUE ||
             h->column.field == FIELD_REMARK)
        read_number(k, v, r);
}

static void keep_row(struct keeper *k, size_t r) {
    size_t shown = 0;
    for (size_t c = 0; c < k->g->columns; c++) {
        claim_all(k->w, &cell_at(k, r, c)->paras,
                  k->g->rows.at[r].kind == ROW_DATA ? USE_ITEM : USE_HEADING);
        if (k->g->rows.at[r].kind != ROW_DATA || c == k->number || c == k->label)
            continue;
        keep_cell(k, r, c);
        shown++;
    }
    if (shown == 0 && k->g->rows.at[r].kind == ROW_DATA && k->label < k->g->columns)
        keep_cell(k, r, k->label); /* a table of one column */
}

static struct str header_words(const struct keeper *k) {
    struct buf b = {.a = k->w->a};
    for (size_t c = 0; k->g->rows.n && c < k->g->columns && c < 4; c++) {
        if (c)
            buf_byte(&b, ' ');
        struct str s = cell_squeezed(k->w->a, &k->g->rows.at[0].cells[c].paras);
        buf_add(&b, utf8_len(s) > WRAP_CHARS ? str_cut(s, 0, 3 * 8) : s);
    }
    return buf_str(&b);
}

static void keep_grid(struct work *w, const struct lexicon *lex, const struct grid *g) {
    struct keeper k = {.w = w, .g = g, .lex = lex};
    copy_cells(&k);
    find_columns(&k);
    fill_down(&k);
    find_numbers(&k);
    if (!g->known) {
        struct diag *d = diag_add(&w->doc->diags, DIAG_ODD_TABLE, g->at, header_words(&k));
        d->table_no = g->table_no;
    }
    for (size_t r = 0; r < g->rows.n; r++)
        keep_row(&k, r);
}

void fold_indicators(struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        const struct grid *g = w->items.at[i].grid;
        if (g && !(g->known && grid_has(g, FIELD_MEASURE)))
            keep_grid(w, w->lex, g);
    }
}
