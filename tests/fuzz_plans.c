/* Targets of the fuzzer behind the readers: rules, extraction, packed plans, alignment and
 * differences. */
#include "base/embedded.h"
#include "corpus/changes.h"
#include "extract/extract.h"
#include "extract/plan_pack.h"
#include "tests/fuzz.h"
#include "tests/sample.h"
#include <string.h>

/* ---- rules ---- */

/* Long files that nothing else in the rules needs: their first lines do. */
static struct rules_file shortened(struct str name) {
    enum { ENOUGH = 2000 };
    struct str text = embedded_text(name);
    size_t end = text.n > ENOUGH ? str_find(text, S("\n"), ENOUGH) + 1 : text.n;
    return (struct rules_file){name, str_cut(text, 0, end)};
}

static bool is_rules(struct str name) {
    return str_ends(name, S(".tsv")) && embedded_text(name).n > 0;
}

/* The first line names the file, else the number of bytes chooses one. */
static struct rules_file named_file(struct str bytes) {
    size_t end = str_find(bytes, S("\n"), 0), at = bytes.n % embedded_count;
    if (end != SIZE_MAX && is_rules(str_cut(bytes, 0, end)))
        return (struct rules_file){str_cut(bytes, 0, end), str_cut(bytes, end + 1, bytes.n)};
    while (!is_rules(embedded_files[at].name))
        at = (at + 1) % embedded_count;
    return (struct rules_file){embedded_files[at].name, bytes};
}

void fuzz_rules(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules_file files[] = {named_file((struct str){(const char *)bytes, n}),
                                 shortened(S("divisions.tsv")),
                                 shortened(S("towns.tsv")),
                                 shortened(S("traditional.tsv")),
                                 shortened(S("kinds.tsv")),
                                 shortened(S("bodies.tsv"))};
    struct rules *r = rules_load(a, files, sizeof files / sizeof *files, &diags);
    fuzz_must((r == NULL) == (fuzz_errors(&diags) > 0), "rules are refused with an error");
    if (r) {
        rules_line(r, S("一、总体要求（2026年）"));
        rules_header(r, S("责任单位"));
        rules_name_front(r, S("责任单位：区水务局、区财政局"));
        rules_name_end(r, S("区水务局等部门"));
        rules_deadline(r, S("2026年6月底前"));
    }
    rules_drop(r);
    arena_drop(a);
}

/* ---- plans ---- */

/* Loading them takes longer than reading what the fuzzer makes. */
static const struct rules *all_rules(void) {
    static struct rules *rules;
    static struct diags diags;
    if (!rules) {
        diags.a = arena_new(NULL);
        rules = rules_load(diags.a, NULL, 0, &diags);
    }
    return rules;
}

/* The bytes as a document, read and resolved. */
void fuzz_plan(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct doc *doc;
    struct plan *plan;
    struct str text = {(const char *)bytes, n};
    if (doc_read(a, text, S("d"), S("d"), &fuzz_limits, TRACKED_ACCEPT, &diags, &doc) == 0 &&
        extract_plan(a, doc, all_rules(), &plan) == 0) {
        const struct coverage *c = &plan->coverage;
        resolve_plan(plan, all_rules());
        fuzz_must(c->items + c->headings + c->furniture <= c->total, "no character counts twice");
        fuzz_must(plan_to_json(a, plan).n > 0, "the plan can be told");
    }
    arena_drop(a);
}

/* ---- packed plans ---- */

static void unpack(struct arena *a, struct str bytes) {
    struct plan *plan, *again;
    struct buf packed = {.a = a};
    if (plan_unpack(a, &bytes, &plan) < 0)
        return;
    plan_pack(&packed, plan);
    struct str once = buf_str(&packed);
    fuzz_must(plan_unpack(a, &once, &again) == 0 && once.n == 0, "what was unpacked can be packed");
    fuzz_must(str_eq(plan_to_json(a, again), plan_to_json(a, plan)), "and says the same");
}

/* The bytes as they are; and a packed plan in which each three of them change one byte. */
void fuzz_unpack(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct buf packed = {.a = a};
    unpack(a, (struct str){(const char *)bytes, n});
    plan_pack(&packed, sample_plan(a, S("s")));
    for (size_t i = 0; i + 3 <= n && i < 300; i += 3)
        packed.p[(bytes[i] | (size_t)bytes[i + 1] << 8) % packed.n] = (char)bytes[i + 2];
    unpack(a, buf_str(&packed));
    arena_drop(a);
}

/* ---- differences ---- */

/* Each line of text is a clause; a line that begins with # is the section of those below. */
static struct plan *plan_of(struct arena *a, struct str name, struct str text) {
    struct plan *p = sample_empty(a, name);
    struct str section = S("");
    for (size_t at = 0; at < text.n;) {
        size_t end = str_find(text, S("\n"), at);
        struct str line = str_cut(text, at, end == SIZE_MAX ? text.n : end);
        at += line.n + 1;
        if (str_starts(line, S("#")))
            section = line;
        else if (line.n)
            *vec_push(a, &p->clauses) = (struct clause){.section = section, .text = line};
    }
    return p;
}

static struct str side(struct arena *a, const struct change *c, char op) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < c->text.n; i++)
        if (c->text.at[i].op == '=' || c->text.at[i].op == op)
            buf_add(&b, c->text.at[i].text);
    return buf_str(&b);
}

static struct str joined(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++) {
        buf_add(&b, i ? S("\n") : S(""));
        buf_add(&b, item_text(&items->at[i]));
    }
    return buf_str(&b);
}

static void check_change(struct arena *a, const struct change *c) {
    fuzz_must(c->old.n + c->new.n > 0, "a change has items");
    if (c->text.n == 0)
        return;
    fuzz_must(str_eq(side(a, c, '-'), joined(a, &c->old)), "the pieces are the old text");
    fuzz_must(str_eq(side(a, c, '+'), joined(a, &c->new)), "the pieces are the new text");
}

/* The bytes in front of the first NUL and behind it, or their halves, are two plans. */
void fuzz_diff(const uint8_t *bytes, size_t n) {
    struct arena *a = arena_new(NULL);
    struct str all = {(const char *)bytes, n};
    const char *nul = n ? memchr(all.p, '\0', n) : NULL;
    size_t at = nul ? (size_t)(nul - all.p) : n / 2;
    struct plan *old = plan_of(a, S("old"), str_cut(all, 0, at)),
                *new = plan_of(a, S("new"), str_cut(all, at + (nul ? 1 : 0), n));
    struct changes there, back;
    changes_find(a, old, new, &there);
    changes_find(a, new, old, &back);
    fuzz_must(there.unchanged == back.unchanged, "as much is unchanged both ways");
    for (size_t i = 0; i < there.list.n; i++)
        check_change(a, &there.list.at[i]);
    match_list same = {0};
    align_plans(a, old, plan_of(a, S("again"), str_cut(all, 0, at)), &same);
    fuzz_must(same.n == old->clauses.n, "a plan is like itself");
    arena_drop(a);
}
