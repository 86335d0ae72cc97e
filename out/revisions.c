#include "out/revisions.h"
#include "out/parts.h"

struct telling {
    struct arena *a;
    const struct change *c;
    enum lang lang;
    bool one_table; /* neither plan has several: their number says nothing */
    struct buf remark;
};

static struct str word(const struct telling *t, enum label_id id) {
    return label(t->lang, id);
}

static void add(struct telling *t, span_list *to, enum ink ink, struct str text) {
    if (text.n)
        *vec_push(t->a, to) = (struct span){ink, text};
}

/* "完成时限：" on a line of its own, in front of what follows. */
static void begin_line(struct telling *t, span_list *to, struct str name) {
    const char *colon = t->lang == LANG_ZH ? "：" : ": ";
    add(t, to, INK_PLAIN, str_fmt(t->a, "%s%.*s%s", to->n ? "\n" : "", STR_ARG(name), colon));
}

/* Lines of a remark, each "name：what". */
static void remark(struct telling *t, struct str name, struct str what) {
    if (t->remark.n)
        buf_byte(&t->remark, '\n');
    buf_add(&t->remark, name);
    if (name.n)
        buf_add(&t->remark, t->lang == LANG_ZH ? S("：") : S(": "));
    buf_add(&t->remark, what);
}

/* A text's lines in one: 6月底前、年底前. */
static struct str in_line(struct telling *t, struct str s) {
    struct buf b = {.a = t->a};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n')
            buf_add(&b, S("、"));
        else
            buf_byte(&b, s.p[i]);
    return s.n ? buf_str(&b) : S("—");
}

static void remark_change(struct telling *t, struct str name, struct str old, struct str new) {
    struct str x = in_line(t, old), y = in_line(t, new);
    remark(t, name, str_fmt(t->a, "%.*s → %.*s", STR_ARG(x), STR_ARG(y)));
}

/* Texts */

static struct str texts_of(struct telling *t, const item_list *items) {
    struct buf b = {.a = t->a};
    for (size_t i = 0; i < items->n; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_add(&b, item_text(&items->at[i]));
    }
    return buf_str(&b);
}

static void tell_text(struct telling *t, span_list *to, const item_list *items, char side) {
    const struct change *c = t->c;
    bool whole = c->old.n == 0 || c->new.n == 0;
    enum ink ink = side == '-' ? INK_GONE : INK_COME;
    if (c->text.n == 0)
        add(t, to, whole ? ink : INK_PLAIN, texts_of(t, items));
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.at[i].op == '=' || c->text.at[i].op == side)
            add(t, to, c->text.at[i].op == '=' ? INK_PLAIN : ink, c->text.at[i].text);
}

static struct str number_of(const struct telling *t, const struct item *item) {
    struct str n = part_number(t->a, item);
    return t->one_table && item->measure ? str_cut(n, str_find(n, S("."), 0) + 1, n.n) : n;
}

/* Which items: "4.2 4.3 任务". */
static void tell_names(struct telling *t, span_list *to, const item_list *items, char side) {
    struct buf b = {.a = t->a};
    bool renamed = t->c->task.old.n || t->c->task.new.n;
    for (size_t i = 0; i < items->n; i++) {
        buf_add(&b, number_of(t, &items->at[i]));
        buf_byte(&b, ' ');
    }
    add(t, to, INK_HEAD, buf_str(&b));
    struct str name = items->at[0].clause ? (struct str){0} : part_name(t->a, &items->at[0]);
    add(t, to, !renamed ? INK_HEAD : side == '-' ? INK_GONE : INK_COME, name);
}

/* What stands beside the text: all of it where the item is new or gone, else what changed. */

static bool among(struct str name, const str_list *names) {
    for (size_t i = 0; i < names->n; i++)
        if (str_eq(names->at[i], name))
            return true;
    return false;
}

static void tell_deadline(struct telling *t, span_list *to, const item_list *items, char side) {
    struct field_change d = t->c->deadline;
    const struct measure *m = items->at[0].measure;
    bool whole = t->c->old.n == 0 || t->c->new.n == 0;
    struct str text = side == '-' ? d.old : d.new;
    if (!m || (!whole && d.old.n + d.new.n == 0))
        return;
    if (whole)
        text = plan_deadline(t->a, m).deadline;
    if (text.n == 0)
        return;
    begin_line(t, to, word(t, LABEL_deadline));
    add(t, to, side == '-' ? INK_GONE : INK_COME, in_line(t, text));
}

/* All that a measure names in roles of a kind; marked, where changed does not hold them all. */
static void tell_role(struct telling *t, span_list *to, const struct measure *m,
                      enum role_kind kind, const str_list *changed, enum ink ink) {
    str_list told = {0};
    for (size_t i = 0; i < m->assignments.n; i++)
        for (size_t k = 0; k < m->assignments.at[i].roles.n; k++) {
            const struct role *r = &m->assignments.at[i].roles.at[k];
            for (size_t j = 0; r->role_kind == kind && j < r->mentions.n; j++) {
                const struct mention *n = &r->mentions.at[j];
                bool marked = !changed || among(n->org.n ? n->org : n->mention, changed);
                if (among(n->mention, &told))
                    continue;
                if (told.n == 0)
                    begin_line(t, to, word(t, LABEL_lead + (enum label_id)kind));
                else
                    add(t, to, INK_PLAIN, S("、"));
                *vec_push(t->a, &told) = n->mention;
                add(t, to, marked ? ink : INK_PLAIN, n->mention);
            }
        }
}

static void tell_roles(struct telling *t, span_list *to, const item_list *items, char side) {
    const struct change *c = t->c;
    enum ink ink = side == '-' ? INK_GONE : INK_COME;
    const struct measure *m = items->at[0].measure;
    if (m && (c->old.n == 0 || c->new.n == 0))
        for (enum role_kind k = ROLE_LEAD; k <= ROLE_RESPONSIBLE; k++)
            tell_role(t, to, m, k, NULL, ink);
    for (size_t i = 0; m && i < c->roles.n; i++)
        tell_role(t, to, m, c->roles.at[i].role_kind,
                  side == '-' ? &c->roles.at[i].removed : &c->roles.at[i].added, ink);
}

static void tell_side(struct telling *t, span_list *to, const item_list *items, char side) {
    if (items->n == 0)
        return;
    tell_names(t, to, items, side);
    if (to->n)
        add(t, to, INK_PLAIN, S("\n"));
    tell_text(t, to, items, side);
    tell_deadline(t, to, items, side);
    tell_roles(t, to, items, side);
}

/* Remarks */

/* As the items print the body that is called so. */
static struct str printed(const item_list *items, struct str name) {
    for (size_t i = 0; i < items->n; i++) {
        const struct measure *m = items->at[i].measure;
        for (size_t j = 0; m && j < m->assignments.n; j++)
            for (size_t k = 0; k < m->assignments.at[j].roles.n; k++) {
                const struct role *r = &m->assignments.at[j].roles.at[k];
                for (size_t n = 0; n < r->mentions.n; n++)
                    if (str_eq(r->mentions.at[n].org, name))
                        return r->mentions.at[n].mention;
            }
    }
    return name;
}

static struct str joined(struct telling *t, const str_list *names, const item_list *items) {
    struct buf b = {.a = t->a};
    for (size_t i = 0; i < names->n; i++) {
        if (i)
            buf_add(&b, S("、"));
        buf_add(&b, printed(items, names->at[i]));
    }
    return buf_str(&b);
}

static void remark_names(struct telling *t, struct str name, const str_list *gone,
                         const str_list *come) {
    struct str x = joined(t, gone, &t->c->old), y = joined(t, come, &t->c->new);
    const char *space = t->lang == LANG_ZH ? "" : " ";
    struct buf b = {.a = t->a};
    if (come->n)
        buf_fmt(&b, "%s%s%.*s", word(t, LABEL_comes).p, space, STR_ARG(y));
    if (come->n && gone->n)
        buf_add(&b, t->lang == LANG_ZH ? S("；") : S("; "));
    if (gone->n)
        buf_fmt(&b, "%s%s%.*s", word(t, LABEL_goes).p, space, STR_ARG(x));
    if (b.n)
        remark(t, name, buf_str(&b));
}

static void remark_field(struct telling *t, enum label_id id, struct field_change f) {
    if (f.old.n || f.new.n)
        remark_change(t, word(t, id), f.old, f.new);
}

static void remark_groups(struct telling *t) {
    struct buf old = {.a = t->a}, new = {.a = t->a};
    for (size_t i = 0; i < t->c->old.n; i++)
        buf_fmt(&old, "%s%.*s", i ? "、" : "", STR_ARG(number_of(t, &t->c->old.at[i])));
    for (size_t i = 0; i < t->c->new.n; i++)
        buf_fmt(&new, "%s%.*s", i ? "、" : "", STR_ARG(number_of(t, &t->c->new.at[i])));
    if (t->c->kind == CHANGE_SPLIT || t->c->kind == CHANGE_MERGED)
        remark_change(t, label_of(t->lang, change_kind_name(t->c->kind)), buf_str(&old),
                      buf_str(&new));
}

static void remark_number(struct telling *t) {
    const struct measure *old = t->c->old.n ? t->c->old.at[0].measure : NULL;
    const struct measure *new = t->c->new.n ? t->c->new.at[0].measure : NULL;
    bool told = t->c->kind == CHANGE_RENUMBERED || t->c->also & 1u << CHANGE_RENUMBERED;
    if (told && old && new)
        remark_change(t, word(t, LABEL_task_no), str_fmt(t->a, "%d", old->task_no),
                      str_fmt(t->a, "%d", new->task_no));
}

/* Where no field says what changed, the reasons do. */
static void remark_reasons(struct telling *t) {
    for (size_t i = 0; t->remark.n == 0 && i < t->c->reasons.n; i++)
        remark(t, (struct str){0}, label_reason(t->lang, t->c->reasons.at[i].text));
}

static struct str remarks(struct telling *t) {
    const struct change *c = t->c;
    for (size_t i = 0; i < c->quantities.n; i++) {
        const struct quantity_change *q = &c->quantities.at[i];
        remark_change(t, q->subject.n ? q->subject : word(t, LABEL_quantities),
                      part_quantity(t->a, q->old), part_quantity(t->a, q->new));
    }
    remark_field(t, LABEL_deadline, c->deadline);
    for (size_t i = 0; i < c->roles.n; i++)
        remark_names(t, word(t, LABEL_lead + (enum label_id)c->roles.at[i].role_kind),
                     &c->roles.at[i].removed, &c->roles.at[i].added);
    remark_names(t, word(t, LABEL_references), &c->uncited, &c->cited);
    remark_field(t, LABEL_section, c->section);
    remark_field(t, LABEL_task, c->task);
    remark_number(t);
    remark_groups(t);
    remark_reasons(t);
    return buf_str(&t->remark);
}

/* Rows */

static struct str kind_text(const struct telling *t) {
    struct buf b = {.a = t->a};
    buf_add(&b, label_of(t->lang, change_kind_name(t->c->kind)));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (t->c->also & 1u << k)
            buf_fmt(&b, "、%s", label_of(t->lang, change_kind_name(k)).p);
    struct str class = label_of(t->lang, change_class_name(t->c->class));
    buf_fmt(&b, t->lang == LANG_ZH ? "\n（%s）" : "\n(%s)", class.p);
    return buf_str(&b);
}

static struct revision row_of(struct arena *a, const struct change *c, enum lang lang,
                              bool one_table) {
    struct telling t = {.a = a, .c = c, .lang = lang, .one_table = one_table, .remark = {.a = a}};
    struct revision r = {.section = part_change_section(c), .kind = kind_text(&t)};
    tell_side(&t, &r.old, &c->old, '-');
    tell_side(&t, &r.new, &c->new, '+');
    tell_text(&t, &r.old_text, &c->old, '-');
    tell_text(&t, &r.new_text, &c->new, '+');
    r.remark = remarks(&t);
    return r;
}

static int tables_of(const struct plan *p) {
    int most = 0;
    for (size_t i = 0; i < p->measures.n; i++)
        most = p->measures.at[i].table_no > most ? p->measures.at[i].table_no : most;
    return most;
}

static struct str name_of(const struct plan *p) {
    return p->document.title.n ? p->document.title : p->document.doc;
}

static struct str summary(struct arena *a, const struct changes *c, enum lang lang) {
    struct buf b = {.a = a};
    const char *colon = lang == LANG_ZH ? "：" : ": ", *comma = lang == LANG_ZH ? "，" : ", ";
    struct str old = name_of(c->old), new = name_of(c->new);
    buf_fmt(&b, "%s%s%.*s\n", label(lang, LABEL_old_text).p, colon, STR_ARG(old));
    buf_fmt(&b, "%s%s%.*s\n", label(lang, LABEL_new_text).p, colon, STR_ARG(new));
    buf_fmt(&b, "%s %zu", label(lang, LABEL_changes).p, c->list.n);
    const char *between = colon;
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++) {
        if (c->kinds[k] == 0)
            continue;
        buf_fmt(&b, "%s%s %zu", between, label_of(lang, change_kind_name(k)).p, c->kinds[k]);
        between = comma;
    }
    return buf_str(&b);
}

void revisions_of(struct arena *a, const struct changes *c, enum lang lang, struct revisions *out) {
    struct str name = name_of(c->new);
    *out = (struct revisions){.summary = summary(a, c, lang)};
    bool quotes = str_find(name, S("《"), 0) != SIZE_MAX; /* they do not nest */
    const char *form = lang == LANG_EN ? "%.*s: %s" : quotes ? "%.*s%s" : "《%.*s》%s";
    out->title = str_fmt(a, form, STR_ARG(name), label(lang, LABEL_revisions).p);
    bool one_table = tables_of(c->old) < 2 && tables_of(c->new) < 2;
    for (size_t i = 0; i < c->list.n; i++)
        *vec_push(a, &out->rows) = row_of(a, &c->list.at[i], lang, one_table);
}
