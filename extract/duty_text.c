/* What one text tells about who does what by when: in brackets (牵头单位：A；完成时限：…) or
 * （A牵头， B、C配合）, behind keys on a line, or as the subjects of its sentences.
 */
#include "base/utf8.h"
#include "extract/duties.h"
#include "extract/squeeze.h"

/* ---- keys ---- */

/* 责任单位： with the column that the same words name in tables. */
struct key {
    struct str name; /* without white space */
    struct column column;
    size_t from, to; /* to: where its value begins */
};

static bool ends_value(int32_t cp) {
    return cp == 0xFF1B || cp == ';' || cp == 0x3002 || cp == 0xFF0C || cp == ',' || cp == '\n' ||
           cp == 0x3010;
}

/* The word before a colon, or between 【】; it may be padded (责 任 单 位), stand behind a space,
 * or, glued, behind the value of the key before it. */
static bool known_key(struct work *w, struct str s, size_t from, size_t to, bool glued,
                      struct key *out) {
    bool start = true;
    for (size_t i = from; i < to;) {
        struct str name = start ? utf8_squeeze(w->a, str_cut(s, i, to)) : (struct str){0};
        struct column c = rules_column(w->rules, name);
        if (c.field == FIELD_ROLE || c.field == FIELD_DEADLINE) {
            *out = (struct key){.name = name, .column = c, .from = i};
            return true;
        }
        start = utf8_is_space(utf8_next(s, &i)) || glued;
    }
    return false;
}

static bool next_key(struct work *w, struct str s, size_t at, bool glued, struct key *out) {
    size_t start = at;
    for (size_t i = at; i < s.n;) {
        size_t here = i;
        int32_t cp = utf8_next(s, &i);
        bool colon = cp == 0xFF1A || cp == ':' || cp == 0x3011;
        if (colon && known_key(w, s, start, here, glued, out)) {
            out->to = i;
            return true;
        }
        if (colon || ends_value(cp))
            start = i;
    }
    return false;
}

/* Without white space and the marks that end a value. */
static struct str trim_value(struct str s) {
    static const struct str ends[] = {S("；"), S(";"),  S("。"), S("，"), S(","),
                                      S("、"), S("："), S(":"),  S("【")};
    for (size_t before = SIZE_MAX; s.n < before;) {
        before = s.n;
        s = utf8_trim(s);
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            if (str_ends(s, ends[i]))
                s = str_cut(s, 0, s.n - ends[i].n);
            if (str_starts(s, ends[i]))
                s = str_cut(s, ends[i].n, s.n);
        }
    }
    return s;
}

/* ---- words: A牵头，B会同C负责 ---- */

struct duty_reader {
    struct telling *t;
    const struct key *key; /* the units stand behind it; NULL: without one */
    struct assignment as;
    struct str waiting; /* units before 会同, whose own word comes later */
    struct str joining; /* the word 会同, where the units behind it have yet to come */
    bool sure;          /* its first units are known names: the others are units too */
};

/* No part of a list is longer than a name. */
static bool all_short(struct str list) {
    enum { NAME_CHARS = 20 };
    size_t chars = 0;
    for (size_t i = 0; i < list.n && chars <= NAME_CHARS;) {
        int32_t cp = utf8_next(list, &i);
        chars = cp == 0x3001 || ends_value(cp) ? 0 : chars + 1;
    }
    return chars <= NAME_CHARS;
}

static bool add_units(struct duty_reader *r, struct str units, struct str name, int kind) {
    units = trim_value(units);
    if (str_starts(units, S("由")))
        units = str_cut(units, S("由").n, units.n);
    bool strict = !r->sure || !all_short(units);
    r->sure = read_units(r->t, units, name, (enum role_kind)kind, strict, &r->as.roles);
    return r->sure;
}

/* Of A、B，C配合 behind a key, A and B are the key's; without one, nobody can tell whose. */
static bool split_support(struct duty_reader *r, struct str *units) {
    size_t last = 0;
    for (size_t i = 0; i < units->n;) {
        size_t at = i;
        int32_t cp = utf8_next(*units, &i);
        last = cp == 0xFF0C || cp == ',' || cp == 0xFF1B || cp == ';' ? at : last;
    }
    if (last == 0)
        return true;
    struct str front = str_cut(*units, 0, last);
    *units = trim_value(str_cut(*units, last, units->n));
    return r->key && add_units(r, front, r->key->name, r->key->column.role_kind);
}

/* The units before a word: theirs is the word, but for those who join another. */
static bool take_word(struct duty_reader *r, struct str s, size_t from, const struct duty_word *w) {
    struct str units = trim_value(str_cut(s, from, w->from)), word = str_cut(s, w->from, w->to);
    if (w->with) {
        bool first = r->joining.n == 0 && (units.n > 0 || r->as.roles.n > 0);
        r->waiting = units;
        r->joining = word;
        return first;
    }
    if (r->joining.n == 0)
        return (w->role_kind != ROLE_SUPPORT || split_support(r, &units)) && units.n > 0 &&
               add_units(r, units, word, w->role_kind);
    bool ok = (r->waiting.n == 0 || add_units(r, r->waiting, word, ROLE_LEAD)) && units.n > 0 &&
              add_units(r, units, r->joining, ROLE_SUPPORT);
    r->waiting = r->joining = (struct str){0};
    return ok;
}

/* True where all of s is units and words for what they do. */
static bool read_words(struct duty_reader *r, struct str s) {
    const struct duties *d = rules_duties(r->t->w->rules);
    struct duty_word w;
    size_t at = 0;
    for (; duty_word(d, s, at, &w); at = w.to)
        if (!take_word(r, s, at, &w))
            return false;
    struct str rest = trim_value(str_cut(s, at, s.n));
    if (r->joining.n)
        return (r->waiting.n == 0 || add_units(r, r->waiting, r->joining, ROLE_LEAD)) &&
               rest.n > 0 && add_units(r, rest, r->joining, ROLE_SUPPORT);
    return at > 0 && rest.n == 0;
}

/* ---- deadlines ---- */

/* The deadline that s is, without 完成 behind it, or empty. */
static struct str deadline_of(struct work *w, struct str s) {
    s = trim_value(s);
    struct str bare = str_ends(s, S("完成")) ? str_cut(s, 0, s.n - S("完成").n) : s;
    return rules_deadline(w->rules, s)      ? s
           : rules_deadline(w->rules, bare) ? bare
                                            : (struct str){0};
}

static size_t piece_end(struct str s, size_t at) {
    for (size_t i = at; i < s.n;) {
        size_t here = i;
        if (ends_value(utf8_next(s, &i)))
            return here;
    }
    return s.n;
}

/* Takes the pieces between commas that are deadlines out of s. */
static struct str take_deadline(struct telling *t, struct str s, struct str *deadline) {
    struct buf rest = {.a = t->w->a};
    for (size_t at = 0; at < s.n;) {
        size_t end = piece_end(s, at), next = end;
        if (next < s.n)
            utf8_next(s, &next);
        struct str d = deadline_of(t->w, str_cut(s, at, end));
        if (d.n && deadline->n == 0)
            *deadline = d;
        else
            buf_add(&rest, str_cut(s, at, next));
        at = next;
    }
    return buf_str(&rest);
}

static struct str due_text(struct telling *t, struct str text) {
    lines dates = due_dates(t, text);
    return join_dates(t->w->a, &dates);
}

/* ---- brackets and lines ---- */

/* A rule for all items may stand behind the units of the first, in brackets or not; it is read
 * apart. */
static struct str without_rule(struct telling *t, struct str s) {
    struct duty_said said;
    if (!duty_said(rules_duties(t->w->rules), s, 0, &said))
        return s;
    s = str_cut(s, 0, said.from);
    return str_ends(s, S("（")) ? str_cut(s, 0, s.n - S("（").n) : s;
}

static void take_value(struct telling *t, const struct key *k, struct str value,
                       struct assignment *as) {
    struct str printed = trim_value(without_rule(t, value));
    if (k->column.field == FIELD_DEADLINE) {
        as->deadline = utf8_squeeze(t->w->a, trim_value(value));
        return;
    }
    struct duty_reader r = {.t = t, .key = k};
    if (k->column.role_kind != ROLE_OFFICIAL && read_words(&r, utf8_squeeze(t->w->a, printed)))
        for (size_t i = 0; i < r.as.roles.n; i++)
            *vec_push(t->w->a, &as->roles) = r.as.roles.at[i];
    else
        read_units(t, printed, k->name, (enum role_kind)k->column.role_kind, false, &as->roles);
}

/* KEY：value；KEY：value, from byte at, where a key stands. */
static struct assignment read_keys(struct telling *t, struct str s, struct key k) {
    struct assignment as = {0};
    for (struct key next;; k = next) {
        bool more = next_key(t->w, s, k.to, true, &next);
        take_value(t, &k, str_cut(s, k.to, more ? next.from : s.n), &as);
        if (!more)
            return as;
    }
}

/* What stands behind 以下各项均由 in s, a list of units and words for what they do and nothing
 * else; or empty. */
static struct str shared_list(struct work *w, struct str s, enum scope_kind *kind) {
    const struct duties *d = rules_duties(w->rules);
    struct duty_word word;
    size_t at = 0, end = 0;
    if (!duty_scope(d, utf8_trim(s), &at, kind))
        return (struct str){0};
    struct str list = utf8_squeeze(w->a, str_cut(utf8_trim(s), at, s.n));
    list = trim_value(list);
    while (duty_word(d, list, end, &word))
        end = word.to;
    bool whole = end > 0 && end == list.n && str_find(list, S("。"), 0) == SIZE_MAX;
    return whole ? list : (struct str){0};
}

bool shares_duties(struct work *w, struct str line, enum scope_kind *kind) {
    return shared_list(w, line, kind).n > 0;
}

/* 以下各项均由A牵头，B配合: false where s is none such. */
static bool read_shared(struct telling *t, struct str s, struct assignment *as) {
    enum scope_kind kind;
    struct duty_reader r = {.t = t};
    struct str list = shared_list(t->w, s, &kind);
    if (list.n == 0 || !read_words(&r, list))
        return false;
    *as = r.as;
    return true;
}

bool has_content(const struct assignment *as) {
    return as->roles.n > 0 || as->deadline.n > 0;
}

/* The inside of a bracket. */
static struct assignment read_body(struct telling *t, struct str s, bool at_end) {
    struct key k;
    if (next_key(t->w, s, 0, false, &k) && utf8_blank(str_cut(s, 0, k.from)))
        return read_keys(t, s, k);
    struct assignment shared;
    if (read_shared(t, s, &shared))
        return shared;
    struct duty_reader r = {.t = t};
    s = trim_value(utf8_squeeze(t->w->a, without_rule(t, s)));
    struct str deadline = {0}, rest = trim_value(take_deadline(t, s, &deadline));
    r.as.deadline = deadline;
    if (rest.n && read_words(&r, rest))
        return r.as;
    struct assignment names = {.deadline = deadline};
    bool unit = rules_name_may_begin(t->w->rules, rest) ||
                facts_place(rules_facts(t->w->rules), rest, false).n > 0;
    if (rest.n && at_end && unit &&
        read_units(t, rest, S(""), ROLE_RESPONSIBLE, true, &names.roles))
        return names;
    return (struct assignment){0};
}

static int bracket(int32_t cp) {
    static const int32_t open[] = {0xFF08, '(', 0x3014, '[', 0x3010, 0xFF3B, 0xFE5D, 0},
                         close[] = {0xFF09, ')', 0x3015, ']', 0x3011, 0xFF3D, 0xFE5E, 0};
    for (int i = 0; open[i]; i++)
        if (cp == open[i] || cp == close[i])
            return cp == open[i] ? 1 : -1;
    return 0;
}

/* The next bracket of s at byte at or later: its inside is [*from, *to), it ends at *end. */
static bool next_bracket(struct str s, size_t at, size_t *from, size_t *to, size_t *end) {
    int depth = 0;
    for (size_t i = at; i < s.n;) {
        size_t here = i;
        int change = bracket(utf8_next(s, &i));
        if (change > 0 && depth++ == 0)
            *from = i;
        if (change < 0 && depth > 0 && --depth == 0) {
            *to = here;
            *end = i;
            return true;
        }
    }
    return false;
}

/* Is what stands behind byte end of s the end of a sentence? */
static bool sentence_ends(struct str s, size_t end) {
    struct str behind = utf8_trim(str_cut(s, end, s.n));
    size_t i = 0;
    return behind.n == 0 || str_starts(behind, S("。")) || str_starts(behind, S("；")) ||
           bracket(utf8_next(behind, &i)) > 0;
}

/* （区水务局）（完成时限：6月底前）: two brackets in a row tell of one duty, unless both name
 * dates. */
static bool join_last(struct telling *t, struct told *out, const struct assignment *as) {
    struct assignment *last = &out->list.at[out->list.n - 1];
    if (last->deadline.n && as->deadline.n)
        return false;
    last->deadline = last->deadline.n ? last->deadline : as->deadline;
    for (size_t i = 0; i < as->roles.n; i++)
        *vec_push(t->w->a, &last->roles) = as->roles.at[i];
    return true;
}

/* A bracket that nothing was read from, but that speaks of a unit and what it does, or lists what
 * units are called. */
static void tell_unread(struct telling *t, struct str body) {
    struct duty_subject u;
    struct str s = utf8_squeeze(t->w->a, body);
    bool speaks = duty_subject(rules_duties(t->w->rules), s, 0, &u) && u.from == 0;
    if (speaks || (str_find(s, S("、"), 0) != SIZE_MAX && seems_units(t, s)))
        diag_add(&t->w->doc->diags, DIAG_DUTY_UNREAD, t->at, body);
}

/* Reads the brackets of text; the end of the last that tells something. */
static size_t read_brackets(struct telling *t, struct str text, struct told *out) {
    enum { OPEN_BYTES = 3 };
    size_t from = 0, to = 0, end = 0, before = 0;
    for (size_t at = 0; next_bracket(text, at, &from, &to, &end); at = end) {
        struct str body = str_cut(text, from, to);
        bool at_end = sentence_ends(text, end);
        struct assignment as = read_body(t, body, at_end);
        if (at_end && !has_content(&as))
            tell_unread(t, body);
        if (!has_content(&as))
            continue;
        if (as.deadline.n == 0)
            as.deadline = due_text(t, str_cut(text, before, from));
        bool behind_one = before > 0 && before == at && from <= at + OPEN_BYTES;
        if (!behind_one || !join_last(t, out, &as))
            *vec_push(t->w->a, &out->list) = as;
        before = end;
    }
    return before;
}

/* A key without brackets begins a line or stands behind the end of a sentence. */
static bool key_stands_free(struct str s, size_t at) {
    struct str before = str_cut(s, 0, at), trimmed = utf8_trim(before);
    return trimmed.n == 0 || str_ends(before, S("\n")) || str_ends(trimmed, S("。")) ||
           str_ends(trimmed, S("；")) || str_ends(trimmed, S("。【"));
}

void read_listed(struct telling *t, struct str text, struct told *out) {
    struct assignment shared;
    out->listed = read_shared(t, text, &shared);
    if (out->listed) {
        *vec_push(t->w->a, &out->list) = shared;
        return;
    }
    struct key k = {0};
    struct str rest = str_cut(text, read_brackets(t, text, out), text.n);
    while (next_key(t->w, rest, k.to, false, &k)) {
        if (!key_stands_free(rest, k.from))
            continue;
        struct assignment as = read_keys(t, rest, k);
        if (as.deadline.n == 0 && out->list.n == 0)
            as.deadline = due_text(t, str_cut(rest, 0, k.from));
        if (has_content(&as))
            *vec_push(t->w->a, &out->list) = as;
        break;
    }
    out->listed = out->list.n > 0;
}

bool is_duty_line(struct work *w, struct str line) {
    size_t from = 0, to = 0, end = 0;
    struct key k;
    enum scope_kind kind;
    struct str s = utf8_trim(line);
    bool whole = next_bracket(s, 0, &from, &to, &end) && sentence_ends(s, end) && from <= 3;
    if (whole)
        s = str_cut(s, from, to);
    return shares_duties(w, s, &kind) ||
           (next_key(w, s, 0, false, &k) && utf8_blank(str_cut(s, 0, k.from)));
}

bool ends_with_duties(struct work *w, struct str text) {
    size_t from = 0, to = 0, end = 0;
    struct duty_word word;
    struct key k;
    for (size_t at = 0; next_bracket(text, at, &from, &to, &end); at = end) {
        struct str body = str_cut(text, from, to);
        if (utf8_blank(trim_value(str_cut(text, end, text.n))) &&
            (next_key(w, body, 0, false, &k) || duty_word(rules_duties(w->rules), body, 0, &word)))
            return true;
    }
    return false;
}

/* ---- subjects ---- */

/* The word is the role's name where it tells what the units do (牵头), not where any verb follows
 * them. */
static struct str role_name(const struct duties *d, struct str act) {
    struct duty_word w;
    return duty_word(d, act, 0, &w) && w.from == 0 ? act : S("");
}

/* Units of one subject, with its sentence up to byte end for the dates in it. */
static bool add_subject(struct telling *t, struct str s, const struct duty_subject *u, size_t end,
                        struct told *out) {
    struct assignment as = {0};
    enum role_kind kind = u->joint.n ? ROLE_LEAD : (enum role_kind)u->role_kind;
    struct str name = role_name(rules_duties(t->w->rules), u->act);
    if (!read_units(t, u->units, name, kind, true, &as.roles))
        return false;
    if (u->joint.n && !read_units(t, u->joint, S("会同"), ROLE_SUPPORT, true, &as.roles))
        return false;
    as.deadline = due_text(t, str_cut(s, u->to - u->act.n, end));
    *vec_push(t->w->a, &out->list) = as;
    return true;
}

/* Dates that nobody is named with: an assignment each. */
static void add_dates(struct telling *t, struct str s, struct told *out) {
    lines dates = due_dates(t, s);
    for (size_t i = 0; i < dates.n; i++)
        *vec_push(t->w->a, &out->list) = (struct assignment){.deadline = dates.at[i]};
}

void read_subjects(struct telling *t, struct str text, struct told *out) {
    const struct duties *d = rules_duties(t->w->rules);
    struct str s = squeeze(t->w->a, text).text;
    struct duty_subject u, next;
    size_t done = 0; /* what is in front of it is read */
    for (bool more = duty_subject(d, s, 0, &u); more; u = next) {
        size_t end = str_find(s, S("。"), u.to);
        more = duty_subject(d, s, u.to, &next);
        end = more && next.from < end ? next.from : end < s.n ? end : s.n;
        add_dates(t, str_cut(s, done, u.from), out);
        done = add_subject(t, s, &u, end, out) ? end : u.from;
    }
    add_dates(t, str_cut(s, done, s.n), out);
}
