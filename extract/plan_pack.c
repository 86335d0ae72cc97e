#include "extract/plan_pack.h"
#include "base/utf8.h"
#include "extract/plan_fields.h"
#include <string.h>

/* A type of the plan: its fields, and the lists that hang on it. */
struct shape {
    const struct plan_fields *fields;
    size_t size;
    struct {
        size_t offset; /* of the VEC in the struct */
        const struct shape *of;
    } lists[4];
};

/* What SHORT_VEC declares, for items of any type: all of them are laid out alike. */
struct any_list {
    char *at;
    uint32_t n, cap;
};

#define SHAPE(T, ...)                                                                              \
    {                                                                                              \
        .fields = &plan_##T##_fields, .size = sizeof(struct T), .lists = { __VA_ARGS__ }           \
    }
#define LIST(T, member, shape)                                                                     \
    { offsetof(struct T, member), &(shape) }

static const struct shape mention = SHAPE(mention, {0});
static const struct shape role = SHAPE(role, LIST(role, mentions, mention));
static const struct shape assignment = SHAPE(assignment, LIST(assignment, roles, role));
static const struct shape quantity = SHAPE(quantity, {0});
static const struct shape reference = SHAPE(reference, {0});
static const struct shape measure =
    SHAPE(measure, LIST(measure, assignments, assignment), LIST(measure, quantities, quantity),
          LIST(measure, references, reference));
static const struct shape indicator = SHAPE(indicator, LIST(indicator, roles, role));
static const struct shape heading = SHAPE(heading, {0});
static const struct shape clause =
    SHAPE(clause, LIST(clause, assignments, assignment), LIST(clause, quantities, quantity),
          LIST(clause, references, reference));
static const struct shape footnote = SHAPE(footnote, {0});
static const struct shape correction = SHAPE(correction, {0});
static const struct shape finding = {.fields = &plan_finding_fields, .size = sizeof(struct diag)};

static const struct {
    size_t offset;
    const struct shape *of;
} plan_lists[] = {
    LIST(plan, outline, heading),      LIST(plan, measures, measure),
    LIST(plan, indicators, indicator), LIST(plan, clauses, clause),
    LIST(plan, footnotes, footnote),   LIST(plan, corrections, correction),
    LIST(plan, diags.list, finding),
};
enum { PLAN_LISTS = sizeof plan_lists / sizeof *plan_lists };

/* Writing. */

static void put_number(struct buf *b, uint64_t n) {
    for (; n >= 0x80; n >>= 7)
        buf_byte(b, (char)(n | 0x80));
    buf_byte(b, (char)n);
}

static void put_field(struct buf *b, const void *item, const struct plan_field *f) {
    struct plan_value v = plan_get(item, f);
    if (f->type == PLAN_NAME) {
        put_number(b, (uint64_t) * (const int *)(const void *)((const char *)item + f->offset));
    } else if (f->type == PLAN_TEXT || f->type == PLAN_PATH) {
        put_number(b, v.text.n);
        buf_add(b, v.text);
    } else if (f->type == PLAN_REAL) {
        buf_byte(b, v.kind == VALUE_REAL);
        if (v.kind == VALUE_REAL)
            buf_add(b, (struct str){(const char *)&v.real, sizeof v.real});
    } else {
        put_number(b, (uint64_t)v.i);
    }
}

static void put_fields(struct buf *b, const void *item, const struct plan_fields *fields) {
    for (size_t i = 0; i < fields->n; i++)
        put_field(b, item, &fields->at[i]);
}

static struct any_list list_of(const void *owner, size_t offset) {
    struct any_list list;
    memcpy(&list, (const char *)owner + offset, sizeof list);
    return list;
}

/* As deep as the shapes above are: a measure's mentions are the fourth level.
 * NOLINTNEXTLINE(misc-no-recursion) */
static void put_item(struct buf *b, const char *item, const struct shape *of) {
    put_fields(b, item, of->fields);
    for (size_t k = 0; of->lists[k].of; k++) {
        struct any_list list = list_of(item, of->lists[k].offset);
        put_number(b, list.n);
        for (size_t i = 0; i < list.n; i++)
            put_item(b, list.at + i * of->lists[k].of->size, of->lists[k].of);
    }
}

enum { MUCH = 1 << 16 }; /* bytes: as many as a pipe holds */

void plan_pack_by(struct buf *b, const struct plan *plan, void (*take)(struct buf *b)) {
    put_fields(b, &plan->document, &plan_document_fields);
    put_fields(b, &plan->coverage, &plan_coverage_fields);
    for (size_t k = 0; k < PLAN_LISTS; k++) {
        struct any_list list = list_of(plan, plan_lists[k].offset);
        put_number(b, list.n);
        for (size_t i = 0; i < list.n; i++) {
            put_item(b, list.at + i * plan_lists[k].of->size, plan_lists[k].of);
            if (take && b->n >= MUCH)
                take(b);
        }
    }
}

void plan_pack(struct buf *b, const struct plan *plan) {
    plan_pack_by(b, plan, NULL);
}

/* Reading. */

struct unpacking {
    struct arena *a;
    struct str rest;
};

static int get_number(struct unpacking *u, uint64_t *out) {
    uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && u->rest.n; shift += 7) {
        unsigned char c = (unsigned char)*u->rest.p;
        u->rest = str_cut(u->rest, 1, u->rest.n);
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return *out = n, 0;
    }
    return -1;
}

static int get_text(struct unpacking *u, struct str *out) {
    uint64_t n;
    if (get_number(u, &n) < 0 || n > u->rest.n)
        return -1;
    *out = str_cut(u->rest, 0, n);
    u->rest = str_cut(u->rest, n, u->rest.n);
    return utf8_valid(*out) == out->n ? 0 : -1;
}

static int get_real(struct unpacking *u, struct plan_value *out) {
    uint64_t there;
    *out = (struct plan_value){.kind = VALUE_NULL};
    if (get_number(u, &there) < 0 || (there && u->rest.n < sizeof out->real))
        return -1;
    if (!there)
        return 0;
    out->kind = VALUE_REAL;
    memcpy(&out->real, u->rest.p, sizeof out->real);
    u->rest = str_cut(u->rest, sizeof out->real, u->rest.n);
    return 0;
}

static int get_field(struct unpacking *u, void *item, const struct plan_field *f) {
    struct plan_value v = {.kind = VALUE_INT};
    uint64_t n;
    if (f->type == PLAN_TEXT || f->type == PLAN_PATH) {
        v.kind = VALUE_TEXT;
        return get_text(u, &v.text) < 0 ? -1 : plan_set(item, f, v);
    }
    if (f->type == PLAN_REAL)
        return get_real(u, &v) < 0 ? -1 : plan_set(item, f, v);
    if (get_number(u, &n) < 0 || n > INT64_MAX)
        return -1;
    if (f->type == PLAN_NAME) {
        if (n >= (uint64_t)f->names_n)
            return -1;
        v = (struct plan_value){.kind = VALUE_TEXT, .text = f->names[n]};
    }
    v.i = (int64_t)n;
    return plan_set(item, f, v);
}

static int get_fields(struct unpacking *u, void *item, const struct plan_fields *fields) {
    for (size_t i = 0; i < fields->n; i++)
        if (get_field(u, item, &fields->at[i]) < 0)
            return -1;
    return 0;
}

/* NOLINTNEXTLINE(misc-no-recursion): as put_item */
static int get_list(struct unpacking *u, void *owner, size_t offset, const struct shape *of) {
    uint64_t n;
    if (get_number(u, &n) < 0 || n > u->rest.n || n > UINT32_MAX) /* an item has a byte at least */
        return -1;
    struct any_list list = {.at = n ? arena_array(u->a, n, of->size) : NULL};
    list.n = list.cap = (uint32_t)n;
    memcpy((char *)owner + offset, &list, sizeof list);
    for (size_t i = 0; i < n; i++) {
        char *item = list.at + i * of->size;
        if (get_fields(u, item, of->fields) < 0)
            return -1;
        for (size_t k = 0; of->lists[k].of; k++)
            if (get_list(u, item, of->lists[k].offset, of->lists[k].of) < 0)
                return -1;
    }
    return 0;
}

/* A finding's code is known by its name. */
static int name_findings(struct diags *diags) {
    for (size_t i = 0; i < diags->list.n; i++)
        if (diag_code_of(diags->list.at[i].name, &diags->list.at[i].code) < 0)
            return -1;
    return 0;
}

static int check_assignments(const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        if (plan->measures.at[i].assignments.n == 0)
            return -1;
    return 0;
}

int plan_unpack(struct arena *a, struct str *bytes, struct plan **out) {
    struct unpacking u = {a, *bytes};
    struct plan *plan = arena_alloc(a, sizeof *plan);
    plan->a = plan->diags.a = a;
    if (get_fields(&u, &plan->document, &plan_document_fields) < 0 ||
        get_fields(&u, &plan->coverage, &plan_coverage_fields) < 0)
        return -1;
    for (size_t i = 0; i < PLAN_LISTS; i++)
        if (get_list(&u, plan, plan_lists[i].offset, plan_lists[i].of) < 0)
            return -1;
    if (name_findings(&plan->diags) < 0 || check_assignments(plan) < 0)
        return -1;
    plan->packed = str_cut(*bytes, 0, bytes->n - u.rest.n);
    *bytes = u.rest;
    *out = plan;
    return 0;
}
