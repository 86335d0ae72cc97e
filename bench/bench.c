/* How long the work takes whose size the input decides; make bench. Processor time, best of three.
 */
#include "out/diff.h"
#include "out/xlsx.h"
#include "rules/rules.h"
#include "tests/edits.h"
#include "tests/load.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 3 };

struct bench {
    struct arena *a; /* of one try */
    const struct rules *rules;
};

static void load_rules(struct bench *b, int n) {
    struct diags diags = {.a = b->a};
    for (int i = 0; i < n; i++)
        rules_drop(rules_load(b->a, NULL, 0, &diags));
}

/* All different, of every division of the country; one in fifty is damaged. */
static void resolve_mentions(struct bench *b, int n) {
    static const struct str tails[] = {S("财政局"),   S("生态环境局"), S("税务局"),
                                       S("人民政府"), S("发展改革委"), S("水务局"),
                                       S("审计局"),   S("统计局"),     S("总工会")};
    const struct divisions *all = rules_gazetteer(b->rules);
    const struct org_document beijing = {.code = S("110000"), .year = 2026};
    struct resolver *r = resolver_new(b->a, b->rules, &beijing);
    size_t divisions = divisions_count(all, NULL);
    for (size_t i = 0; i < (size_t)n; i++) {
        struct str tail = i % 50 ? tails[i / divisions % 9] : S("财改局");
        resolve(r, str_fmt(b->a, "%.*s%.*s%*s", STR_ARG(division_nth(all, i % divisions)->name),
                           STR_ARG(tail), (int)(i / divisions / 9), ""));
    }
}

/* Rows of a table, each cell behind mark: a tab in flattened text, nothing in bare lines. */
static void extract_table(struct bench *b, int n, const char *mark) {
    static const struct limits limits = LIMITS_DEFAULT;
    struct buf text = {.a = b->a};
    struct diags diags = {.a = b->a};
    struct doc *doc;
    struct plan *plan;
    buf_fmt(&text,
            "清川区2026年行动计划\n\n%s序号\n%s重点任务\n%s工作措施\n%s完成时限\n%s主责单位\n",
            mark, mark, mark, mark, mark);
    for (int i = 1; i <= n; i++)
        buf_fmt(&text, "%s%d\n%s任务%d\n%s新建社区养老驿站%d家。\n%s年底前\n%s区民政局\n区财政局\n",
                mark, i, mark, i, mark, i % 90 + 1, mark, mark);
    if (doc_read(b->a, buf_str(&text), S("rows"), S("rows.txt"), &limits, TRACKED_ACCEPT, &diags,
                 &doc) < 0 ||
        extract_plan(b->a, doc, b->rules, &plan) < 0 || plan->measures.n != (size_t)n)
        puts("  the rows were not found: the figure below says nothing");
    else
        resolve_plan(plan, b->rules);
}

static void extract_rows(struct bench *b, int n) {
    extract_table(b, n, "\t");
}

static void extract_lines(struct bench *b, int n) {
    extract_table(b, n, "");
}

static void tell_changes(struct bench *b, int n) {
    struct edited e = edits_make(b->a, 5, n, 50);
    struct changes c;
    changes_find(b->a, e.old, e.new, &c);
}

/* A row for each measure, for each unit and for each target. */
static void write_workbook(struct bench *b, int n) {
    char path[] = "/tmp/tiaomu-bench-XXXXXX";
    int fd = mkstemp(path);
    struct out_book *book = out_book_open(b->a, (struct out_file){path, "/tmp", 1}, LANG_ZH);
    out_book_add(book, edits_make(b->a, 5, n, 1000).old);
    if (fd < 0 || out_book_close(book) < 0)
        puts("  no workbook was written: the figure below says nothing");
    close(fd);
    remove(path);
}

static void write_redline(struct bench *b, int n) {
    struct edited e = edits_make(b->a, 5, n, 50);
    struct changes c;
    struct buf out = {.a = b->a};
    changes_find(b->a, e.old, e.new, &c);
    out_redline(&out, &c, (struct out_author){S("bench"), S("")});
}

static const struct {
    const char *name;
    void (*run)(struct bench *b, int n);
    int n;
} benches[] = {
    {"loads of the rules", load_rules, 10},
    {"distinct mentions resolved", resolve_mentions, 100000},
    {"rows extracted and resolved", extract_rows, 4000},
    {"rows extracted and resolved", extract_rows, 8000},
    {"rows of bare lines extracted and resolved", extract_lines, 4000},
    {"rows of bare lines extracted and resolved", extract_lines, 8000},
    {"measures compared", tell_changes, 2000},
    {"measures compared", tell_changes, 4000},
    {"measures in a workbook", write_workbook, 10000},
    {"measures compared and redlined", write_redline, 4000},
};

static double seconds(struct bench *b, size_t i) {
    double best = 0;
    for (int k = 0; k < TRIES; k++) {
        b->a = arena_new(NULL);
        clock_t start = clock();
        benches[i].run(b, benches[i].n);
        double took = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = k == 0 || took < best ? took : best;
        arena_drop(b->a);
    }
    return best;
}

int main(void) {
    struct arena *a = arena_new(NULL);
    struct diags diags = {.a = a};
    struct rules *rules = rules_load(a, NULL, 0, &diags);
    struct bench b = {.rules = rules};
    if (rules)
        rules_hasten(rules, RULES_HASTENED);
    for (size_t i = 0; rules && i < sizeof benches / sizeof *benches; i++)
        printf("%8.4f s  %d %s\n", seconds(&b, i), benches[i].n, benches[i].name);
    rules_drop(rules);
    arena_drop(a);
    return rules ? 0 : 1;
}
