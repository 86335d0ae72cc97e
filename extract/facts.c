/* Facts of the document: title, kind, state, years, number, date, issuer, jurisdiction. What the
 * text does not say stays empty.
 */
#include "base/utf8.h"
#include "extract/work.h"

enum { HEAD_PARAS = 40, TITLE_CHARS = 80 };

static struct str head_para(const struct work *w, size_t i) {
    return w->items.at[i].para ? w->items.at[i].para->text : (struct str){0};
}

/* Titles wrap: a line without a stop is read on into the next, up to one that closes it. */
static struct str title_in_head(struct work *w) {
    for (size_t i = 0; i < w->items.n && i < HEAD_PARAS && w->items.at[i].para; i++) {
        struct buf b = {.a = w->a};
        for (size_t k = i; k < i + 3 && k < w->items.n && w->items.at[k].para; k++) {
            buf_add(&b, utf8_squeeze(w->a, head_para(w, k)));
            struct str s = buf_str(&b);
            if (utf8_len(s) > TITLE_CHARS || str_find(s, S("。"), 0) != SIZE_MAX)
                break;
            bool notice = str_find(s, S("关于"), 0) != SIZE_MAX && str_ends(s, S("的通知"));
            if (notice || (k == i && rules_line(w->rules, s).kind == LINE_TITLE))
                return s;
        }
    }
    return (struct str){0};
}

/* Of a document that begins with its table. */
static struct str first_table_title(const struct work *w) {
    for (size_t i = 0; i < w->items.n; i++) {
        if (w->items.at[i].grid)
            return w->items.at[i].grid->title;
        if (w->uses[w->items.at[i].para->id] != USE_HEADING)
            break;
    }
    return (struct str){0};
}

static bool digits_at(struct str s, size_t i, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (i + k >= s.n || s.p[i + k] < '0' || s.p[i + k] > '9')
            return false;
    return true;
}

/* 2026年; 2021-2025年; 2026—2030年. */
static void read_years(struct document *d, struct str s) {
    for (size_t i = 0; i + 4 <= s.n; i++) {
        uint32_t year;
        if (!digits_at(s, i, 4) || digits_at(s, i + 4, 1) ||
            !str_uint(str_cut(s, i, i + 4), &year) || year < 1949 || year > 2100)
            continue;
        d->year_start = d->year_start ? d->year_start : (int)year;
        d->year_end = (int)year;
        i += 3;
    }
}

static bool is_draft(struct str s) {
    static const struct str marks[] = {S("征求意见稿"), S("送审稿"), S("讨论稿"), S("草案")};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(s, marks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* 2022年2月21日 as an ISO date. */
static struct str iso_date(struct work *w, struct str s) {
    int part[3] = {0}, n = 0;
    s = utf8_squeeze(w->a, s);
    for (size_t i = 0; i < s.n && n < 3; i++) {
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (digit)
            part[n] = part[n] * 10 + (s.p[i] - '0');
        else if (part[n])
            n++;
    }
    return str_fmt(w->a, "%04d-%02d-%02d", part[0], part[1], part[2]);
}

static void read_head(struct work *w, struct document *d) {
    for (size_t i = 0; i < w->items.n && i < HEAD_PARAS && w->items.at[i].para; i++) {
        struct line_match m = rules_line(w->rules, head_para(w, i));
        if (m.kind == LINE_DOC_NO && d->doc_no.n == 0)
            d->doc_no = utf8_squeeze(w->a, m.label);
        if (m.kind == LINE_DATE && d->issued.n == 0) {
            d->issued = iso_date(w, m.label);
            struct str above = i > 0 ? utf8_squeeze(w->a, head_para(w, i - 1)) : (struct str){0};
            if (rules_org_shape(w->rules, above) == SHAPE_BODY)
                d->issuer = above;
        }
    }
}

static enum doc_type type_of(const struct plan *p) {
    if (p->measures.n)
        return DOC_PLAN;
    if (str_ends(p->document.title, S("通知")))
        return DOC_NOTICE;
    return p->outline.n && p->clauses.n ? DOC_PROSE : DOC_OTHER;
}

/* How often a division is named as the home of bodies, weighted by where. */
static unsigned weight_of(struct str text, const struct division *v) {
    unsigned n = 0;
    for (size_t i = str_find(text, v->name, 0); i != SIZE_MAX; i = str_find(text, v->name, i + 1))
        n++;
    return n;
}

static unsigned branches_of(const struct plan *p, struct str short_name) {
    unsigned n = 0;
    for (size_t i = 0; i < p->measures.n; i++)
        for (size_t k = 0; k < p->measures.at[i].assignments.n; k++) {
            const struct assignment *as = &p->measures.at[i].assignments.at[k];
            for (size_t r = 0; r < as->roles.n; r++)
                for (size_t j = 0; j < as->roles.at[r].mentions.n; j++)
                    n +=
                        str_find(as->roles.at[r].mentions.at[j].mention, short_name, 0) == 0 ||
                        str_find(as->roles.at[r].mentions.at[j].mention, short_name, 1) != SIZE_MAX;
        }
    return n;
}

/* The title names it, else the issuer, else most of the bodies and clauses do. */
static const struct division *find_home(struct work *w, const struct document *d) {
    struct str heads[] = {d->title, d->issuer};
    const struct division *best = NULL;
    unsigned most = 0, second = 0;
    for (size_t h = 0; h < 2; h++) {
        for (size_t i = 0; i < rules_divisions(w->rules); i++) {
            const struct division *v = rules_division(w->rules, i);
            bool named = str_find(heads[h], v->name, 0) != SIZE_MAX;
            if (named && (!best || v->level > best->level))
                best = v;
        }
        if (best)
            return best;
    }
    for (size_t i = 0; i < rules_divisions(w->rules); i++) {
        const struct division *v = rules_division(w->rules, i);
        unsigned n = v->level > 1 ? branches_of(w->plan, v->short_name) : 0;
        for (size_t c = 0; c < w->plan->clauses.n; c++)
            n += weight_of(w->plan->clauses.at[c].text, v);
        second = n > most ? most : n > second ? n : second;
        best = n > most ? v : best;
        most = n > most ? n : most;
    }
    return most >= 3 && most >= 2 * second ? best : NULL;
}

void read_facts(struct work *w) {
    struct document *d = &w->plan->document;
    const struct doc *doc = w->doc;
    *d = (struct document){.doc = doc->name,
                           .source_name = doc->source_name,
                           .source_sha256 = doc->source_sha256,
                           .format = doc->format,
                           .encoding = doc->encoding,
                           .rules_version = rules_version(w->rules)};
    read_head(w, d);
    d->title = title_in_head(w);
    if (d->title.n == 0)
        d->title = first_table_title(w);
    read_years(d, d->title);
    if (d->year_start == 0)
        read_years(d, first_table_title(w));
    d->doc_type = type_of(w->plan);
    if (is_draft(d->title))
        d->status = STATUS_DRAFT;
    else if (d->doc_no.n || d->issued.n)
        d->status = STATUS_FINAL;
    const struct division *home = find_home(w, d);
    if (home) {
        d->jurisdiction = home->name;
        d->jurisdiction_code = home->code;
    }
}
