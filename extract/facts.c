/* Facts of the document: title, kind, state, years, number, date, issuer. What the text does not
 * say stays empty.
 */
#include "base/numeral.h"
#include "base/utf8.h"
#include "extract/jurisdiction.h"
#include "extract/work.h"

enum {
    HEAD_PARAS = 40,
    TITLE_LINES = 6,
    TITLE_CHARS = 90,
    YEAR_TITLE_CHARS = 30,
    OPENING_CLAUSES = 8,
    CLOSING_CLAUSES = 4
};

static struct str line_at(const struct work *w, size_t i) {
    const struct para *p = i < w->items.n ? w->items.at[i].para : NULL;
    return p ? utf8_squeeze(w->a, p->text) : (struct str){0};
}

static size_t head_end(const struct work *w) {
    size_t i = 0;
    while (i < w->items.n && i < HEAD_PARAS && w->items.at[i].para)
        i++;
    return i;
}

/* ---- title ---- */

static bool digits_at(struct str s, size_t i, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (i + k >= s.n || s.p[i + k] < '0' || s.p[i + k] > '9')
            return false;
    return true;
}

/* Four digits are a year in front of 年, of the end of brackets, or as an end of a range. */
static bool is_year(struct str s, size_t at, uint32_t *year) {
    static const struct str marks[] = {S("-"),  S("—"),  S("–"),  S("－"), S("~"),
                                       S("～"), S("至"), S("年"), S("）"), S(")")};
    struct str behind = str_cut(s, at + 4, s.n), front = str_cut(s, 0, at);
    bool marked = behind.n == 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        marked = marked || str_starts(behind, marks[i]) || (i < 7 && str_ends(front, marks[i]));
    return marked && digits_at(s, at, 4) && !digits_at(s, at + 4, 1) &&
           str_uint(str_cut(s, at, at + 4), year) && *year >= 1949 && *year <= 2100;
}

static size_t count_of(struct str s, struct str mark) {
    size_t n = 0;
    for (size_t i = str_find(s, mark, 0); i != SIZE_MAX; i = str_find(s, mark, i + mark.n))
        n++;
    return n;
}

static bool is_title(const struct work *w, struct str s) {
    return count_of(s, S("《")) == count_of(s, S("》")) && facts_title(rules_facts(w->rules), s);
}

/* No part of a title: a number, a date, a masthead, a sentence. */
static bool ends_title(const struct work *w, struct str s) {
    static const struct str stops[] = {S("。"), S("；"), S("："), S(":")};
    enum line_kind kind = rules_line(w->rules, s).kind;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (str_find(s, stops[i], 0) != SIZE_MAX)
            return true;
    return s.n == 0 || (kind != LINE_NONE && kind != LINE_TITLE) ||
           facts_masthead(rules_facts(w->rules), s);
}

/* 2025年度实施计划 below …规划: of that year. */
static bool says_year(const struct work *w, struct str line) {
    uint32_t year;
    return is_year(line, 0, &year) && is_title(w, line);
}

/* A title may wrap over several lines; a bracket behind it is part of it, and so is its year. */
static struct str title_from(const struct work *w, size_t i, size_t end) {
    struct str title = {0};
    struct buf b = {.a = w->a};
    for (size_t k = i; k < end && k < i + TITLE_LINES && !ends_title(w, line_at(w, k)); k++) {
        struct str line = line_at(w, k);
        if (w->items.at[k].para->level != w->items.at[i].para->level)
            break; /* what the source calls a heading begins or ends here */
        bool bracket = str_starts(line, S("（")) || str_starts(line, S("("));
        struct duty_said said;
        if (k > i && duty_said(rules_duties(w->rules), line, 0, &said))
            break; /* （排名第一的为牵头单位） */
        buf_add(&b, line);
        struct str s = str_dup(w->a, buf_str(&b));
        if (utf8_len(s) > TITLE_CHARS || (title.n && !bracket && !says_year(w, line)))
            break;
        if (is_title(w, s))
            title = s;
    }
    return title;
}

/* A masthead, or the body that speaks, as in a page's header. */
static bool stands_over_title(const struct work *w, struct str line) {
    return facts_masthead(rules_facts(w->rules), line) ||
           rules_org_shape(w->rules, line) == SHAPE_BODY;
}

/* The body that speaks begins a title that says no place of its own (溪口县水务局, 2026年工作要点),
 * else it stands above it. */
static struct str title_below(const struct work *w, size_t i, size_t end) {
    struct str title = title_from(w, i, end), below = {0};
    if (title.n && i + 1 < end && stands_over_title(w, line_at(w, i)))
        below = title_from(w, i + 1, end);
    return below.n && facts_place(rules_facts(w->rules), below, false).n ? below : title;
}

/* The short line that a document begins with is its title whatever its words, where it names a
 * year: 云岭区2026年作战图. */
static struct str title_by_year(const struct work *w) {
    struct str line = head_end(w) ? line_at(w, 0) : (struct str){0};
    uint32_t year;
    bool named = false;
    for (size_t i = 0; i + 4 <= line.n && !named; i++)
        named = is_year(line, i, &year);
    bool title = named && utf8_len(line) <= YEAR_TITLE_CHARS && !ends_title(w, line) &&
                 !str_starts(line, S("（")) && str_find(line, S("，"), 0) == SIZE_MAX;
    return title ? line : (struct str){0};
}

/* A document that begins with a heading shows no title. */
static struct str title_in_head(const struct work *w) {
    size_t end = head_end(w);
    for (size_t i = 0; i < end; i++) {
        struct str line = line_at(w, i), title = title_below(w, i, end);
        if (title.n)
            return title;
        if (rules_line(w->rules, line).kind == LINE_HEADING ||
            str_find(line, S("。"), 0) != SIZE_MAX)
            break;
    }
    return (struct str){0};
}

/* leading: of a document that begins with its table. */
static struct str first_table_title(const struct work *w, bool leading) {
    for (size_t i = 0; i < w->items.n; i++) {
        if (w->items.at[i].grid)
            return w->items.at[i].grid->title;
        if (leading && w->uses[w->items.at[i].para->id] != USE_HEADING &&
            !stands_over_title(w, line_at(w, i)))
            break;
    }
    return (struct str){0};
}

/* ---- years ---- */

/* 2026年; 2021-2025年; 2026—2030年; else the name of a period. */
static void read_years(const struct work *w, struct document *d, struct str s) {
    struct years_named named;
    for (size_t i = 0; i + 4 <= s.n; i++) {
        uint32_t year;
        if (!is_year(s, i, &year))
            continue;
        d->year_start = d->year_start ? d->year_start : (int)year;
        d->year_end = (int)year;
        i += 3;
    }
    if (d->year_start == 0 && facts_period(rules_facts(w->rules), s, 0, &named)) {
        d->year_start = named.from;
        d->year_end = named.to;
    }
}

/* The plan that a notice brings may say its years in a bracket below its own title. */
static void read_brought(const struct work *w, struct document *d) {
    size_t open = str_find(d->title, S("《"), 0), close = str_find(d->title, S("》"), 0);
    struct str brought = close < d->title.n ? str_cut(d->title, open + S("《").n, close) : d->title;
    for (size_t i = 0; open < close && i + 1 < w->items.n && d->year_start == 0; i++) {
        struct str below = line_at(w, i + 1);
        if (str_starts(below, S("（")) && str_ends(below, S("）")) &&
            str_eq(line_at(w, i), brought))
            read_years(w, d, below);
    }
}

/* The period that an opening without a title names most often; of two, the later, since plans look
 * back at the one before. */
struct periods {
    const struct work *w;
    struct {
        struct years_named named;
        unsigned count;
    } at[8];
    size_t n;
};

/* Stands byte at within 《》? */
static bool in_title(struct str s, size_t at) {
    struct str front = str_cut(s, 0, at);
    return count_of(front, S("《")) > count_of(front, S("》"));
}

/* The period of a document that is cited, or one that was over when the plan was issued, is not
 * the plan's. */
static bool is_past(const struct periods *p, const struct years_named *named) {
    uint32_t issued;
    struct str date = p->w->plan->document.issued;
    return str_uint(str_cut(date, 0, 4), &issued) && named->to < (int)issued;
}

static void count_periods(struct periods *p, struct str s) {
    struct years_named named;
    for (size_t at = 0; facts_period(rules_facts(p->w->rules), s, at, &named); at = named.end) {
        size_t i = 0;
        if (in_title(s, named.end) || is_past(p, &named))
            continue;
        while (i < p->n && p->at[i].named.from != named.from)
            i++;
        if (i == sizeof p->at / sizeof *p->at)
            continue;
        p->at[i].named = named;
        p->at[i].count++;
        p->n = i == p->n ? i + 1 : p->n;
    }
}

/* 2022年2月21日 or 二〇二二年二月二十一日 as an ISO date, or empty. */
static struct str iso_date(struct work *w, struct str s) {
    int part[3] = {0}, n = 0;
    s = utf8_squeeze(w->a, s);
    for (size_t i = 0; i < s.n && n < 3;) {
        double value = 0;
        size_t taken = numeral_read(s, i, &value);
        if (taken)
            part[n++] = (int)value;
        if (taken)
            i += taken;
        else
            utf8_next(s, &i);
    }
    bool real = part[0] >= 1949 && part[0] <= 2100 && part[1] >= 1 && part[1] <= 12 &&
                part[2] >= 1 && part[2] <= 31;
    return real ? str_fmt(w->a, "%04d-%02d-%02d", part[0], part[1], part[2]) : (struct str){0};
}

/* The line below the title that belongs to it: ——2026年1月12日在…会议上. */
static void read_subtitle(struct work *w, struct document *d) {
    for (size_t i = 0; i + 1 < head_end(w); i++) {
        struct str line = line_at(w, i + 1);
        if (!str_eq(line_at(w, i), d->title) || !str_starts(line, S("——")))
            continue;
        if (d->year_start == 0)
            read_years(w, d, line);
        size_t day = str_find(line, S("日在"), 0);
        if (day != SIZE_MAX && d->issued.n == 0)
            d->issued = iso_date(w, str_cut(line, 0, day));
    }
}

/* 本办法自2026年3月1日起施行，有效期至2028年12月31日: at the end. */
static void read_closing(const struct work *w, struct document *d) {
    size_t n = w->plan->clauses.n, first = n > CLOSING_CLAUSES ? n - CLOSING_CLAUSES : 0;
    struct years_named years;
    for (size_t i = first; i < n && d->year_start == 0; i++)
        if (facts_span(rules_facts(w->rules), utf8_squeeze(w->a, w->plan->clauses.at[i].text),
                       &years)) {
            d->year_start = years.from;
            d->year_end = years.to;
        }
}

static void read_opening(const struct work *w, struct document *d) {
    const struct plan *plan = w->plan;
    struct periods p = {.w = w};
    struct years_named best = {0};
    unsigned most = 0;
    for (size_t i = 0; i < plan->clauses.n && i < OPENING_CLAUSES; i++) {
        struct str s = utf8_squeeze(w->a, plan->clauses.at[i].text);
        if (facts_span(rules_facts(w->rules), s, &best)) {
            most = UINT32_MAX;
            break;
        }
        count_periods(&p, s);
    }
    for (size_t i = 0; i < plan->outline.n; i++)
        count_periods(&p, plan->outline.at[i].title);
    for (size_t i = 0; i < p.n; i++)
        if (p.at[i].count > most || (p.at[i].count == most && p.at[i].named.from > best.from)) {
            most = p.at[i].count;
            best = p.at[i].named;
        }
    d->year_start = best.from;
    d->year_end = best.to;
    if (most > 0 && most < UINT32_MAX)
        diag_add(&w->doc->diags, DIAG_YEARS_INFERRED, w->plan->clauses.at[0].at,
                 str_fmt(w->a, "%d to %d", best.from, best.to));
}

/* ---- number, date, issuer ---- */

/* The bodies that one line names between spaces; another line as it is. */
static struct str bodies_on(const struct work *w, size_t i) {
    struct str s = utf8_trim(w->items.at[i].para->text);
    struct buf all = {.a = w->a};
    for (size_t from = 0, at, end; from < s.n; from = end) {
        at = end = from;
        while (end < s.n && !utf8_is_space(utf8_next(s, &end)))
            at = end;
        struct str part = str_cut(s, from, at);
        if (part.n && rules_org_shape(w->rules, part) != SHAPE_BODY)
            return line_at(w, i); /* a name that is padded */
        buf_fmt(&all, "%s%.*s", part.n && all.n ? "、" : "", STR_ARG(part));
    }
    return buf_str(&all);
}

/* The bodies on the lines above line i: several sign together. */
static struct str signed_by(const struct work *w, size_t i) {
    enum { SIGNERS = 4 };
    struct str all = bodies_on(w, i - 1);
    for (size_t k = 2; k <= SIGNERS && k <= i; k++) {
        struct str line = line_at(w, i - k);
        if (rules_org_shape(w->rules, line) != SHAPE_BODY)
            break;
        all = str_fmt(w->a, "%.*s、%.*s", STR_ARG(line), STR_ARG(all));
    }
    return all;
}

/* A date is that of issue where the body that signs stands above it, or in the head. */
static void read_signature(struct work *w, struct document *d) {
    for (size_t i = 0; i < w->items.n && d->issuer.n == 0; i++) {
        struct line_match m = rules_line(w->rules, line_at(w, i));
        struct str above = i ? line_at(w, i - 1) : (struct str){0};
        bool body = rules_org_shape(w->rules, above) == SHAPE_BODY;
        if (m.kind != LINE_DATE || (!body && (i >= HEAD_PARAS || d->issued.n)))
            continue;
        d->issued = iso_date(w, m.label);
        if (body)
            d->issuer = signed_by(w, i);
    }
}

static void read_number(struct work *w, struct document *d) {
    for (size_t i = 0; i < head_end(w) && d->doc_no.n == 0; i++) {
        struct line_match m = rules_line(w->rules, line_at(w, i));
        if (m.kind == LINE_DOC_NO)
            d->doc_no = m.label;
    }
}

/* 云岭区人民政府关于…: the title says who speaks. */
static void read_speaker(const struct work *w, struct document *d) {
    size_t about = str_find(d->title, S("关于"), 0);
    if (about == SIZE_MAX)
        return;
    struct str who = str_cut(d->title, 0, about);
    if (d->issuer.n == 0 && rules_org_shape(w->rules, who) == SHAPE_BODY)
        d->issuer = who;
}

/* ---- kind and state ---- */

/* A notice may bring the plan with it, in prose behind its signature. */
static bool brings_plan(const struct work *w) {
    bool signed_off = false;
    for (size_t i = 0; i < w->items.n; i++) {
        enum line_kind kind = rules_line(w->rules, line_at(w, i)).kind;
        signed_off = signed_off || kind == LINE_DATE;
        if (signed_off && kind == LINE_HEADING)
            return true;
    }
    return false;
}

/* Headings, or numbered clauses before any table, whose notes are numbered too. */
static bool is_prose(const struct work *w) {
    bool table = false;
    for (size_t i = 0; i < w->passages.n; i++) {
        const struct passage *p = &w->passages.at[i];
        bool numbered = p->kind == PASSAGE_CLAUSE && w->plan->clauses.at[p->at].label.n > 0;
        table = table || p->kind == PASSAGE_TABLE;
        if (p->kind == PASSAGE_HEADING || (numbered && !table))
            return true;
    }
    return false;
}

static enum doc_type type_of(const struct work *w) {
    const struct plan *p = w->plan;
    if (p->measures.n)
        return DOC_PLAN;
    if (str_ends(p->document.title, S("通知")) && !brings_plan(w))
        return DOC_NOTICE;
    return is_prose(w) && p->clauses.n ? DOC_PROSE : DOC_OTHER;
}

static enum doc_status status_of(const struct work *w, struct str table_title) {
    const struct document *d = &w->plan->document;
    const struct facts *f = rules_facts(w->rules);
    if (facts_draft(f, d->title) || facts_draft(f, table_title))
        return STATUS_DRAFT;
    return d->doc_no.n || d->issued.n || facts_final(f, d->title) ? STATUS_FINAL : STATUS_UNKNOWN;
}

static void take_said(struct work *w, struct document *d) {
    const struct said *said = &w->doc->said;
    if (said->year)
        d->year_start = d->year_end = said->year;
    for (int k = STATUS_DRAFT; k <= STATUS_FINAL; k++)
        if (str_eq(said->status, doc_status_name((enum doc_status)k)))
            d->status = (enum doc_status)k;
}

void read_facts(struct work *w) {
    struct document *d = &w->plan->document;
    const struct doc *doc = w->doc;
    struct str table_title = first_table_title(w, false);
    *d = (struct document){.doc = doc->name,
                           .source_name = doc->source_name,
                           .source_sha256 = doc->source_sha256,
                           .format = doc->format,
                           .encoding = doc->encoding,
                           .rules_version = rules_version(w->rules)};
    d->title = title_in_head(w);
    if (d->title.n == 0)
        d->title = first_table_title(w, true);
    if (d->title.n == 0)
        d->title = title_by_year(w);
    read_number(w, d);
    read_signature(w, d);
    read_speaker(w, d);
    read_years(w, d, d->title);
    if (d->year_start == 0)
        read_years(w, d, first_table_title(w, true));
    read_subtitle(w, d);
    if (d->year_start == 0)
        read_brought(w, d);
    if (d->year_start == 0)
        read_opening(w, d);
    if (d->year_start == 0)
        read_closing(w, d);
    d->doc_type = type_of(w);
    d->status = status_of(w, table_title);
    take_said(w, d);
}

void read_home(struct work *w) {
    read_jurisdiction(w, first_table_title(w, false));
    if (w->doc->said.jurisdiction.n)
        set_jurisdiction(w, w->doc->said.jurisdiction);
}
