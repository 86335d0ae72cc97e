#include "out/diff.h"
#include "out/json.h"

static json_t *items_json(const item_list *items) {
    json_t *list = json_array();
    for (size_t i = 0; i < items->n; i++)
        json_array_append_new(list, item_json(&items->at[i]));
    return list;
}

static json_t *row_json(const item_list *items) {
    if (items->n == 0 || !items->at[0].cells)
        return NULL;
    const struct indicator *c = items->at[0].cells;
    json_t *o = json_object();
    set_text(o, "label", c->row_label);
    set_text(o, "column", c->col);
    json_object_set_new(o, "value", json_stringn(c->value.p ? c->value.p : "", c->value.n));
    return o;
}

static void set_row(json_t *o, const struct change *c) {
    json_t *old = row_json(&c->old), *new = row_json(&c->new);
    if (old || new)
        json_object_set_new(o, "row", json_pack("{s:o*, s:o*}", "old", old, "new", new));
}

static void set_pieces(json_t *o, const piece_list *pieces) {
    json_t *list = json_array();
    for (size_t i = 0; i < pieces->n; i++) {
        const struct piece *p = &pieces->at[i];
        json_array_append_new(list, json_pack("[s#, s%]", &p->op, 1, p->text.p, p->text.n));
    }
    set_list(o, "text", list);
}

static void set_field(json_t *o, const char *key, struct field_change f) {
    if (f.old.n || f.new.n)
        json_object_set_new(o, key,
                            json_pack("{s:s%, s:s%}", "old", f.old.p ? f.old.p : "", f.old.n, "new",
                                      f.new.p ? f.new.p : "", f.new.n));
}

static void set_roles(json_t *o, const struct change *c) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->roles.n; i++) {
        json_t *role = json_object();
        set_text(role, "role_kind", role_kind_name(c->roles.at[i].role_kind));
        set_list(role, "added", texts_json(&c->roles.at[i].added));
        set_list(role, "removed", texts_json(&c->roles.at[i].removed));
        json_array_append_new(list, role);
    }
    set_list(o, "roles", list);
}

static void set_value(json_t *o, const char *key, const struct quantity *q) {
    if (q)
        json_object_set_new(o, key, quantity_json(q));
}

static void set_quantities(json_t *o, const struct change *c) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->quantities.n; i++) {
        json_t *q = json_object();
        set_text(q, "subject", c->quantities.at[i].subject);
        set_value(q, "old", c->quantities.at[i].old);
        set_value(q, "new", c->quantities.at[i].new);
        json_array_append_new(list, q);
    }
    set_list(o, "quantities", list);
}

static void set_references(json_t *o, const struct change *c) {
    json_t *references = json_object();
    set_list(references, "added", texts_json(&c->cited));
    set_list(references, "removed", texts_json(&c->uncited));
    set_list(o, "references", references);
}

static void set_reasons(json_t *o, const struct change *c) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->reasons.n; i++) {
        json_t *r = json_object();
        set_text(r, "field", c->reasons.at[i].field);
        set_text(r, "class", change_class_name(c->reasons.at[i].class));
        set_text(r, "reason", c->reasons.at[i].text);
        json_array_append_new(list, r);
    }
    set_list(o, "reasons", list);
}

static void set_also(json_t *o, unsigned also) {
    json_t *list = json_array();
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        if (also & 1u << k)
            json_array_append_new(list, json_string(change_kind_name(k).p));
    set_list(o, "also", list);
}

static json_t *change_json(const struct change *c) {
    json_t *o = json_object();
    set_text(o, "kind", change_kind_name(c->kind));
    set_also(o, c->also);
    set_text(o, "class", change_class_name(c->class));
    set_list(o, "old", items_json(&c->old));
    set_list(o, "new", items_json(&c->new));
    set_row(o, c);
    if (c->old.n && c->new.n) {
        json_object_set_new(o, "similarity", rounded_json(c->similarity));
        json_object_set_new(o, "evidence", evidence_json(&c->evidence));
    }
    set_pieces(o, &c->text);
    set_field(o, "task", c->task);
    set_field(o, "section", c->section);
    set_field(o, "deadline", c->deadline);
    set_roles(o, c);
    set_quantities(o, c);
    set_references(o, c);
    set_reasons(o, c);
    return o;
}

static json_t *summary_json(const struct changes *c) {
    json_t *o = json_object();
    json_object_set_new(o, "unchanged", json_integer((json_int_t)c->unchanged));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        json_object_set_new(o, change_kind_name(k).p, json_integer((json_int_t)c->kinds[k]));
    json_t *classes = json_object();
    for (enum change_class k = CLASS_NOISE; k <= CLASS_SUBSTANTIVE; k++)
        json_object_set_new(classes, change_class_name(k).p,
                            json_integer((json_int_t)c->classes[k]));
    json_object_set_new(o, "classes", classes);
    return o;
}

void out_diff_json(struct buf *b, const struct changes *c) {
    json_t *list = json_array();
    for (size_t i = 0; i < c->list.n; i++)
        json_array_append_new(list, change_json(&c->list.at[i]));
    json_t *o = json_pack("{s:s, s:o, s:o, s:o, s:o}", "schema", "tiaomu.diff/1", "old",
                          document_json(&c->old->document), "new", document_json(&c->new->document),
                          "summary", summary_json(c), "changes", list);
    put_json(b, o);
}
