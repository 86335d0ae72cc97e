#include "ingest/numbering.h"
#include "base/utf8.h"
#include "ingest/symbol.h"
#include <stdlib.h>

/* Word numbers lists with 16 bits, and shows at most so much of a level's text. What a damaged file
 * has beyond is not read, so that every paragraph's number costs little. */
enum { MOST_LISTS = 32767, MOST_TEXT = 255 };

/* What is being read of numbering.xml. */
struct reading {
    struct numbering *n;
    struct abstract_num *abstract;
    struct num *num;
    struct level *level;
    int32_t override_level;
};

static uint32_t positive(int32_t v) {
    return v > 0 ? (uint32_t)v : 0;
}

static bool is_level(int32_t v) {
    return v >= 0 && v < NUMBERING_LEVELS;
}

static struct str attr_copy(const struct xml *x, struct arena *a, const char *name) {
    return str_dup(a, xml_attr(x, name));
}

static int level_start(struct xml *x, void *user) {
    struct reading *r = user;
    r->level->start = positive(xml_attr_int(x, "w:val", 0));
    return 0;
}

static int level_format(struct xml *x, void *user) {
    struct reading *r = user;
    struct level *l = r->level;
    uint32_t width = numfmt_width(xml_attr(x, "w:format"));
    l->format_name = attr_copy(x, r->n->a, "w:val");
    l->format = numfmt_of(l->format_name);
    if (width > 0) {
        l->format = numfmt_of(S("decimal"));
        l->width = width;
    }
    return 0;
}

static int level_text(struct xml *x, void *user) {
    struct reading *r = user;
    struct str s = xml_attr(x, "w:val");
    size_t end = 0;
    while (end < s.n && end < MOST_TEXT)
        utf8_next(s, &end);
    r->level->text = str_dup(r->n->a, str_cut(s, 0, end));
    return 0;
}

static int level_style(struct xml *x, void *user) {
    struct reading *r = user;
    r->level->style = attr_copy(x, r->n->a, "w:val");
    return 0;
}

static int level_restart(struct xml *x, void *user) {
    struct reading *r = user;
    r->level->restart = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int level_legal(struct xml *x, void *user) {
    struct reading *r = user;
    r->level->legal = xml_attr_on(x);
    return 0;
}

static int level_font(struct xml *x, void *user) {
    struct reading *r = user;
    r->level->font = symbol_font(xml_attr(x, "w:ascii"));
    return 0;
}

static const struct xml_known level_elements[] = {{"w:start", level_start},
                                                  {"w:numFmt", level_format},
                                                  {"w:lvlText", level_text},
                                                  {"w:pStyle", level_style},
                                                  {"w:lvlRestart", level_restart},
                                                  {"w:isLgl", level_legal},
                                                  {"w:rFonts", level_font},
                                                  {"mc:AlternateContent", xml_first_branch},
                                                  {NULL, NULL}};

static int read_level(struct xml *x, struct reading *r, struct level *level) {
    *level = (struct level){.defined = true, .restart = -1, .format = numfmt_of(S("decimal"))};
    r->level = level;
    return xml_children(x, level_elements, r);
}

static int abstract_level(struct xml *x, void *user) {
    struct reading *r = user;
    int32_t i = xml_attr_int(x, "w:ilvl", -1);
    return is_level(i) ? read_level(x, r, &r->abstract->levels[i]) : 0;
}

static int style_link(struct xml *x, void *user) {
    struct reading *r = user;
    r->abstract->style_link = attr_copy(x, r->n->a, "w:val");
    return 0;
}

static int num_style_link(struct xml *x, void *user) {
    struct reading *r = user;
    r->abstract->num_style_link = attr_copy(x, r->n->a, "w:val");
    return 0;
}

static int read_abstract(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:lvl", abstract_level},
                                                {"w:styleLink", style_link},
                                                {"w:numStyleLink", num_style_link},
                                                {NULL, NULL}};
    struct reading *r = user;
    if (r->n->abstracts.n == MOST_LISTS)
        return 0;
    r->abstract = vec_push(r->n->a, &r->n->abstracts);
    *r->abstract = (struct abstract_num){.id = xml_attr_int(x, "w:abstractNumId", -1)};
    return xml_children(x, elements, r);
}

static int abstract_id(struct xml *x, void *user) {
    struct reading *r = user;
    r->num->abstract_id = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int start_override(struct xml *x, void *user) {
    struct reading *r = user;
    r->num->start[r->override_level] = (int32_t)positive(xml_attr_int(x, "w:val", 0));
    return 0;
}

static int level_override(struct xml *x, void *user) {
    struct reading *r = user;
    if (!r->num->levels)
        r->num->levels = arena_array(r->n->a, NUMBERING_LEVELS, sizeof *r->num->levels);
    return read_level(x, r, &r->num->levels[r->override_level]);
}

static int read_override(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:startOverride", start_override}, {"w:lvl", level_override}, {NULL, NULL}};
    struct reading *r = user;
    r->override_level = xml_attr_int(x, "w:ilvl", -1);
    return is_level(r->override_level) ? xml_children(x, elements, r) : 0;
}

static int read_num(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:abstractNumId", abstract_id}, {"w:lvlOverride", read_override}, {NULL, NULL}};
    struct reading *r = user;
    if (r->n->nums.n == MOST_LISTS)
        return 0;
    r->num = vec_push(r->n->a, &r->n->nums);
    *r->num = (struct num){.id = xml_attr_int(x, "w:numId", -1), .abstract_id = -1};
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        r->num->start[i] = -1;
    return xml_children(x, elements, r);
}

/* Both begin with their id. */
static int by_id(const void *a, const void *b) {
    const int32_t *l = a, *r = b;
    return (*l > *r) - (*l < *r);
}

/* The definition that holds the levels: another one where the numbering is a linked style (17.9.21,
 * 17.9.27). */
static const struct abstract_num *linked(const struct numbering *n,
                                         const struct abstract_num *own) {
    if (own->num_style_link.n)
        for (size_t i = 0; i < n->abstracts.n; i++)
            if (str_eq(n->abstracts.at[i].style_link, own->num_style_link))
                return &n->abstracts.at[i];
    return own;
}

int numbering_read(struct xml *x, void *user) {
    static const struct xml_known elements[] = {
        {"w:abstractNum", read_abstract}, {"w:num", read_num}, {NULL, NULL}};
    struct numbering *n = user;
    struct reading r = {.n = n};
    if (xml_children(x, elements, &r) < 0)
        return -1;
    if (n->abstracts.n)
        qsort(n->abstracts.at, n->abstracts.n, sizeof *n->abstracts.at, by_id);
    if (n->nums.n)
        qsort(n->nums.at, n->nums.n, sizeof *n->nums.at, by_id);
    for (size_t i = 0; i < n->abstracts.n; i++)
        n->abstracts.at[i].holder = linked(n, &n->abstracts.at[i]);
    return 0;
}

static const struct num *find_num(const struct numbering *n, int32_t id) {
    return n->nums.n ? bsearch(&id, n->nums.at, n->nums.n, sizeof *n->nums.at, by_id) : NULL;
}

static const struct abstract_num *find_abstract(const struct numbering *n, int32_t id) {
    return n->abstracts.n
               ? bsearch(&id, n->abstracts.at, n->abstracts.n, sizeof *n->abstracts.at, by_id)
               : NULL;
}

/* A list as a paragraph sees it: the instance over its abstract definition. */
struct list {
    const struct num *num;
    const struct abstract_num *own, *holder; /* counts; holds the levels */
};

static int find_list(const struct numbering *n, int32_t num_id, struct list *out) {
    const struct num *num = find_num(n, num_id);
    const struct abstract_num *own = num ? find_abstract(n, num->abstract_id) : NULL;
    if (!own)
        return -1;
    *out = (struct list){num, own, own->holder};
    return 0;
}

static const struct level *level_of(const struct list *l, int32_t i) {
    const struct level *over = l->num->levels;
    return over && over[i].defined ? &over[i] : &l->holder->levels[i];
}

static uint32_t start_of(const struct list *l, int32_t i) {
    return l->num->start[i] >= 0 ? (uint32_t)l->num->start[i] : level_of(l, i)->start;
}

int32_t numbering_level_of_style(const struct numbering *n, int32_t num_id, struct str style) {
    struct list l;
    if (find_list(n, num_id, &l) < 0)
        return -1;
    for (int32_t i = 0; i < NUMBERING_LEVELS; i++)
        if (style.n && str_eq(level_of(&l, i)->style, style))
            return i;
    return -1;
}

/* ---- the counters of a story ---- */

static struct story_slot *probe(const struct story *s, const void *key) {
    size_t i = (size_t)((uintptr_t)key / 8 * 0x9E3779B97F4A7C15u >> 32);
    while (s->slots[i & (s->n_slots - 1)].key && s->slots[i & (s->n_slots - 1)].key != key)
        i++;
    return &s->slots[i & (s->n_slots - 1)];
}

static void grow_slots(struct arena *a, struct story *s) {
    struct story old = *s;
    s->n_slots = old.n_slots ? 2 * old.n_slots : 16;
    s->slots = arena_array(a, s->n_slots, sizeof *s->slots);
    for (size_t i = 0; i < old.n_slots; i++)
        if (old.slots[i].key)
            *probe(s, old.slots[i].key) = old.slots[i];
}

/* Where the counters of an abstract definition or an instance stand; next is where new ones go. */
static size_t slot_of(struct arena *a, struct story *s, const void *key, size_t next) {
    if (2 * (s->lists.n + s->nums.n + 1) > s->n_slots)
        grow_slots(a, s);
    struct story_slot *slot = probe(s, key);
    if (!slot->key)
        *slot = (struct story_slot){key, next};
    return slot->at;
}

static struct list_count *count_of(const struct numbering *n, struct story *s,
                                   const struct abstract_num *abstract) {
    size_t i = slot_of(n->a, s, abstract, s->lists.n);
    if (i == s->lists.n)
        *vec_push(n->a, &s->lists) = (struct list_count){0};
    return &s->lists.at[i];
}

static struct num_use *use_of(const struct numbering *n, struct story *s, const struct num *num) {
    size_t i = slot_of(n->a, s, num, s->nums.n);
    if (i == s->nums.n)
        *vec_push(n->a, &s->nums) = (struct num_use){0};
    return &s->nums.at[i];
}

static void count_level(const struct list *l, struct list_count *c, struct num_use *u, int32_t i) {
    bool overrides = l->num->start[i] >= 0 && !u->started[i];
    if (overrides || !c->at[i].met)
        c->at[i].value = start_of(l, i);
    else if (!c->at[i].reset && c->at[i].value < UINT32_MAX)
        c->at[i].value++;
    c->at[i].met = u->started[i] = true;
    c->at[i].reset = false;
}

/* Whether a paragraph of an upper level sets this level back (17.9.10). */
static bool restarts(const struct level *l, int32_t own, int32_t upper) {
    return upper < (l->restart < 0 ? own : l->restart);
}

static void count_paragraph(const struct list *l, struct list_count *c, struct num_use *u,
                            int32_t level) {
    for (int32_t i = 0; i < level;
         i++) /* levels that were passed over have shown their first number */
        if (!c->at[i].met || c->at[i].reset)
            count_level(l, c, u, i);
    count_level(l, c, u, level);
    for (int32_t i = level + 1; i < NUMBERING_LEVELS; i++)
        if (restarts(level_of(l, i), i, level)) {
            c->at[i].value = start_of(l, i);
            c->at[i].reset = true;
        }
}

/* Symbol fonts have bullets of their own; one that is not known is a bullet all the same. */
static void put_literal(struct buf *b, const struct level *l, int32_t cp) {
    uint32_t c = symbol_char(l->font, (uint32_t)cp);
    bool bullet = str_eq(l->format_name, S("bullet"));
    utf8_put(b, bullet && c >= 0xE000 && c <= 0xF8FF ? 0x2022 : c);
}

/* Upper numbers of a legal level are decimal, but keep the zero in front where they have one
 * (17.9.4; MS-DOC 2.9.150). */
static bool keeps_zero(const struct level *l) {
    return str_eq(l->format_name, S("decimalZero"));
}

/* "%1.%2" with the numbers put in (17.9.11). */
static struct str fill_in(struct arena *a, const struct list *l, const struct list_count *c,
                          int32_t level) {
    const struct level *own = level_of(l, level);
    struct str t = own->text;
    struct buf b = {.a = a};
    for (size_t i = 0; i < t.n;) {
        int32_t k = t.p[i] == '%' && i + 1 < t.n ? t.p[i + 1] - '1' : -1;
        if (is_level(k)) {
            i += 2;
            if (own->legal && k < level && !keeps_zero(level_of(l, k)))
                numfmt_put(&b, NULL, c->at[k].value);
            else if (k <= level)
                numfmt_put_wide(&b, level_of(l, k)->format, c->at[k].value, level_of(l, k)->width);
        } else {
            put_literal(&b, own, utf8_next(t, &i));
        }
    }
    return buf_str(&b);
}

int numbering_count(const struct numbering *n, struct story *story, int32_t num_id, int32_t level,
                    struct str *label, struct str *odd) {
    struct list l;
    if (!is_level(level) || find_list(n, num_id, &l) < 0 || !level_of(&l, level)->defined) {
        *label = str_fmt(n->a, "list %d has no level %d", num_id, level + 1);
        return -1;
    }
    struct list_count *c = count_of(n, story, l.own);
    bool first = !c->at[level].met;
    count_paragraph(&l, c, use_of(n, story, l.num), level);
    *label = fill_in(n->a, &l, c, level);
    *odd = level_of(&l, level)->format_name;
    return first && !level_of(&l, level)->format ? 1 : 0;
}
