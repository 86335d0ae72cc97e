/* diff and compare beside other programs that compare, on the same plans in the same run; make
 * bench. Processor time and memory of each, reading and writing included. usage: peers PROGRAM
 * FOLDER; FOLDER is for the plans and is left behind. What is not installed is skipped by name;
 * daff and diff-match-patch are looked for in build/peers (npm install --prefix build/peers daff
 * diff-match-patch).
 */
#include "corpus/changes.h"
#include "out/out.h"
#include "tests/edits.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MEASURES = 10000, ONE_IN = 50, PLANS = 100, MEASURES_EACH = 120, ARGUMENTS = PLANS + 8 };

static int write_file(const char *path, struct str text) {
    FILE *f = fopen(path, "wb");
    int rc = f && fwrite(text.p, 1, text.n, f) == text.n ? 0 : -1;
    if (f && fclose(f) != 0)
        rc = -1;
    if (rc < 0)
        fprintf(stderr, "peers: %s cannot be written: %s\n", path, strerror(errno));
    return rc;
}

/* As Word's tables are flattened. */
static struct str flat(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    buf_add(&b, S("清川区2026年行动计划\n\n"));
    buf_add(&b, S("\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t牵头部门\n"));
    for (size_t i = 0; i < plan->measures.n; i++) {
        const struct measure *m = &plan->measures.at[i];
        bool first = i == 0 || m[-1].task_no != m->task_no;
        const struct assignment *as = &m->assignments.at[0];
        struct str text = m->measure;
        buf_fmt(&b, first ? "\t%d\n\t%.*s\n\t" : "\t\n\t\n\t", m->task_no, STR_ARG(m->task));
        for (size_t k = 0; k < text.n; k++)
            if (text.p[k] != '\n')
                buf_byte(&b, text.p[k]);
        buf_fmt(&b, "\n\t%.*s\n\t%.*s\n", STR_ARG(as->deadline),
                STR_ARG(as->roles.at[0].mentions.at[0].mention));
    }
    return buf_str(&b);
}

static struct str csv(struct arena *a, const struct plan *plan) {
    struct buf b = {.a = a};
    out_csv_header(&b, OUT_MEASURES, false);
    out_csv(&b, OUT_MEASURES, plan);
    return buf_str(&b);
}

static int write_two(struct arena *a, const char *folder) {
    struct edited e = edits_make(a, 5, MEASURES, ONE_IN);
    const struct plan *const plans[] = {e.old, e.new};
    static const char *const names[] = {"old", "new"};
    for (size_t i = 0; i < 2; i++)
        if (write_file(str_fmt(a, "%s/%s.txt", folder, names[i]).p, flat(a, plans[i])) < 0 ||
            write_file(str_fmt(a, "%s/%s.csv", folder, names[i]).p, csv(a, plans[i])) < 0)
            return -1;
    return 0;
}

/* Plans that share measures: each has every second one of a common stock, one in three of them
 * reworded. */
static int write_many(struct arena *a, const char *folder) {
    struct edited stock = edits_make(a, 7, 2 * MEASURES_EACH, 2 * MEASURES_EACH);
    unsigned state = 1;
    for (int n = 0; n < PLANS; n++) {
        struct plan plan = {.a = a};
        for (size_t i = 0; i < stock.old->measures.n; i++) {
            state = state * 1664525u + 1013904223u;
            if (state >> 31)
                continue;
            struct measure m = stock.old->measures.at[i];
            const struct measure *other = &stock.old->measures.at[(i + (size_t)n) % MEASURES_EACH];
            if ((state >> 20) % 3 == 0)
                m.measure = str_fmt(a, "%.*s%.*s", STR_ARG(m.measure), 48, other->measure.p);
            *vec_push(a, &plan.measures) = m;
        }
        if (write_file(str_fmt(a, "%s/plan%03d.txt", folder, n).p, flat(a, &plan)) < 0)
            return -1;
    }
    return 0;
}

/* The memory is given back before others are measured, whose own begins with this process's. */
static int write_plans(const char *folder) {
    struct arena *a = arena_new(NULL);
    int rc = write_two(a, folder) < 0 || write_many(a, folder) < 0 ? -1 : 0;
    arena_drop(a);
    return rc;
}

/* In the child: its output goes nowhere. */
static _Noreturn void become(char *const *argv) {
    int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execvp(argv[0], argv);
    _exit(127);
}

static double seconds(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* A difference found is status 1. */
static void run(const char *name, char *const *argv) {
    struct rusage use;
    int status;
    pid_t child = fork();
    if (child == 0)
        become(argv);
    if (child < 0 || wait4(child, &status, 0, &use) < 0)
        return;
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
        printf("   skipped        %s: not installed, or it failed\n", name);
    else
        printf("%8.4f s %4ld MB  %s\n", seconds(use.ru_utime) + seconds(use.ru_stime),
               use.ru_maxrss / 1024, name);
    fflush(stdout);
}

#define RUN(name, ...) run(name, (char *[]){__VA_ARGS__, NULL})

static void compare_two(char *program, const char *folder, struct arena *a) {
    char *old = (char *)str_fmt(a, "%s/old.txt", folder).p;
    char *new = (char *)str_fmt(a, "%s/new.txt", folder).p;
    char *old_csv = (char *)str_fmt(a, "%s/old.csv", folder).p;
    char *new_csv = (char *)str_fmt(a, "%s/new.csv", folder).p;
    char *db = (char *)str_fmt(a, "%s/plans.db", folder).p;
    printf("two plans of %d measures, one in %d edited\n", MEASURES, ONE_IN);
    RUN("tiaomu diff, texts", program, "diff", old, new);
    RUN("  (storing both, once)", program, "ingest", "-q", "--db", db, old, new);
    RUN("tiaomu diff, stored", program, "diff", "--db", db, "old", "new");
    RUN("diff", "diff", old, new);
    RUN("git diff --word-diff", "git", "diff", "--no-index", "--word-diff", old, new);
    RUN("wdiff", "wdiff", old, new);
    RUN("daff, as CSV", "node", "build/peers/node_modules/daff/bin/daff.js", old_csv, new_csv);
    RUN("diff-match-patch", "node", "bench/dmp.js", old, new);
}

static void compare_many(char *program, const char *folder, struct arena *a) {
    char *argv[ARGUMENTS] = {program, "compare", "--summary"};
    size_t n = 3;
    for (int i = 0; i < PLANS; i++)
        argv[n++] = (char *)str_fmt(a, "%s/plan%03d.txt", folder, i).p;
    printf("%d plans of %d measures\n", PLANS, MEASURES_EACH);
    run("tiaomu compare, texts", argv);
    char *db = (char *)str_fmt(a, "%s/many.db", folder).p;
    char *store[ARGUMENTS] = {program, "ingest", "-q", "--db", db};
    memcpy(&store[5], &argv[3], PLANS * sizeof *argv);
    run("  (storing them, once)", store);
    RUN("tiaomu compare, stored", program, "compare", "--summary", "--db", db, "清川区");
}

int main(int argc, char **argv) {
    if (argc != 3 || (mkdir(argv[2], 0777) < 0 && errno != EEXIST)) {
        fputs("usage: peers PROGRAM FOLDER\n", stderr);
        return 2;
    }
    if (write_plans(argv[2]) < 0)
        return 1;
    struct arena *a = arena_new(NULL);
    compare_two(argv[1], argv[2], a);
    compare_many(argv[1], argv[2], a);
    arena_drop(a);
    return 0;
}
