#include "base/utf8.h"
#include "ingest/docx.h"
#include <stdlib.h>

enum { BODY_TEXT = 9 /* of w:outlineLvl (17.3.1.20) */ };

/* Word follows no longer chain of styles that are based on each other. */
enum { MOST_BASES = 64 };

static const struct style unset = {
    .outline = -1, .num_id = -1, .level = -1, .hidden = -1, .struck = -1, .raised = -1};

static struct style *last(struct styles *s) {
    return &s->list.at[s->list.n - 1];
}

static int based_on(struct xml *x, void *user) {
    struct styles *s = user;
    last(s)->based_on = str_dup(s->a, xml_attr(x, "w:val"));
    return 0;
}

static int name(struct xml *x, void *user) {
    struct styles *s = user;
    last(s)->name = str_dup(s->a, xml_attr(x, "w:val"));
    return 0;
}

static int outline(struct xml *x, void *user) {
    last(user)->outline = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int num_id(struct xml *x, void *user) {
    last(user)->num_id = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int level(struct xml *x, void *user) {
    last(user)->level = xml_attr_int(x, "w:val", -1);
    return 0;
}

static int hidden(struct xml *x, void *user) {
    struct styles *s = user;
    last(s)->hidden = xml_attr_on(x);
    s->looking = true;
    return 0;
}

static int struck(struct xml *x, void *user) {
    struct styles *s = user;
    last(s)->struck = xml_attr_on(x);
    s->looking = true;
    return 0;
}

/* A second line, which Word switches off where it sets one (17.3.2.9). */
static int struck_twice(struct xml *x, void *user) {
    return xml_attr_on(x) ? struck(x, user) : 0;
}

static int raised(struct xml *x, void *user) {
    struct styles *s = user;
    last(s)->raised = str_eq(xml_attr(x, "w:val"), S("superscript"));
    s->looking = true;
    return 0;
}

static int read_style(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:name", name},
                                                {"w:basedOn", based_on},
                                                {"w:outlineLvl", outline},
                                                {"w:numId", num_id},
                                                {"w:ilvl", level},
                                                {"w:vanish", hidden},
                                                {"w:strike", struck},
                                                {"w:dstrike", struck_twice},
                                                {"w:vertAlign", raised},
                                                {"w:pPrChange", xml_skip},
                                                {"w:rPrChange", xml_skip},
                                                {"w:tblStylePr", xml_skip},
                                                {NULL, NULL}};
    struct styles *s = user;
    struct str id = str_dup(s->a, xml_attr(x, "w:styleId"));
    struct str is_default = xml_attr(x, "w:default");
    if (str_eq(xml_attr(x, "w:type"), S("paragraph")) &&
        (str_eq(is_default, S("1")) || str_eq(is_default, S("true"))))
        s->normal = id;
    *vec_push(s->a, &s->list) = unset;
    last(s)->id = id;
    return xml_children(x, elements, s);
}

static int by_id(const void *a, const void *b) {
    const struct style *l = a, *r = b;
    return str_cmp(l->id, r->id);
}

int styles_read(struct xml *x, void *user) {
    static const struct xml_known elements[] = {{"w:style", read_style}, {NULL, NULL}};
    struct styles *s = user;
    if (xml_children(x, elements, s) < 0)
        return -1;
    if (s->list.n)
        qsort(s->list.at, s->list.n, sizeof *s->list.at, by_id);
    return 0;
}

static const struct style *find(const struct styles *s, struct str id) {
    struct style key = {.id = id};
    return s->list.n ? bsearch(&key, s->list.at, s->list.n, sizeof key, by_id) : NULL;
}

bool styles_has(const struct styles *s, struct str id) {
    return find(s, id) != NULL;
}

/* The N of "heading N" or "标题 N", 0 for any other name. */
static uint8_t level_in_name(struct str name_of_style) {
    static const struct str heads[] = {S("heading"), S("Heading"), S("标题")};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct str rest = utf8_trim(str_cut(name_of_style, heads[i].n, name_of_style.n));
        if (str_starts(name_of_style, heads[i]) && rest.n == 1 && rest.p[0] >= '1' &&
            rest.p[0] <= '9')
            return (uint8_t)(rest.p[0] - '0');
    }
    return 0;
}

/* What is not set yet, from a style that it is based on. */
static void inherit(struct style *out, const struct style *from) {
    uint8_t heading = level_in_name(from->name);
    int32_t outline = from->outline < 0 && heading ? heading - 1 : from->outline;
    out->outline = out->outline < 0 ? outline : out->outline;
    out->num_id = out->num_id < 0 ? from->num_id : out->num_id;
    out->level = out->level < 0 ? from->level : out->level;
    out->hidden = out->hidden < 0 ? from->hidden : out->hidden;
    out->struck = out->struck < 0 ? from->struck : out->struck;
    out->raised = out->raised < 0 ? from->raised : out->raised;
}

struct style styles_resolve(const struct styles *s, struct str id) {
    const struct style *at = find(s, id.n ? id : s->normal);
    struct style out = unset;
    out.id = at ? at->id : S("");
    for (size_t hops = 0; at && hops < MOST_BASES; hops++) { /* a damaged file may have a loop */
        inherit(&out, at);
        at = at->based_on.n ? find(s, at->based_on) : NULL;
    }
    return out;
}

struct look styles_look(const struct styles *s, struct str id) {
    if (!s->looking)
        return (struct look){0};
    struct style st = styles_resolve(s, id);
    return (struct look){
        .hidden = st.hidden == 1, .struck = st.struck == 1, .raised = st.raised == 1};
}

uint8_t styles_heading(const struct style *s, int32_t own_outline) {
    int32_t at = own_outline >= 0 ? own_outline : s->outline;
    return at >= 0 && at < BODY_TEXT ? (uint8_t)(at + 1) : 0;
}
