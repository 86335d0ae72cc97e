/* cli/worker.c and cli/sandbox.c: what a worker may do, and how its end is told. */
#include "cli/nursery.h"
#include "cli/sandbox.h"
#include "cli/worker.h"
#include "tests/test.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct worker_limits limits(void) {
    return (struct worker_limits){
        .memory = (size_t)1 << 32, .seconds = 20, .answer = 1 << 20, .confine = sandbox_there()};
}

static struct worker run(struct arena *a, struct worker_limits l, worker_job *job, void *ctx) {
    struct worker w;
    worker_run(&w, a, &l, job, ctx);
    return w;
}

static struct str explained(struct arena *a, const struct worker *w) {
    struct diags diags = {.a = a};
    worker_explain(w, &diags);
    return diags.list.at[0].text;
}

static void echo(void *ctx, struct buf *answer) {
    buf_add(answer, *(struct str *)ctx);
}

static void the_answer_comes_back(void **state) {
    struct buf long_text = {.a = *state};
    while (long_text.n < 300000)
        buf_add(&long_text, S("新建湿地两处。"));
    struct str text = buf_str(&long_text);
    struct worker w = run(*state, limits(), echo, &text);
    assert_int_equal(w.end, WORKER_ANSWERED);
    assert_str(buf_str(&w.answer), text);
}

static void crash(void *ctx, struct buf *answer) {
    (void)ctx;
    (void)answer;
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
}

static void a_crash_is_told(void **state) {
    struct worker w = run(*state, limits(), crash, NULL);
    assert_int_equal(w.end, WORKER_CRASHED);
    assert_int_equal(w.signal, SIGSEGV);
    assert_true(str_find(explained(*state, &w), S("signal 11"), 0) != SIZE_MAX);
}

static void crash_halfway(void *ctx, struct buf *answer) {
    (void)ctx;
    buf_add(answer, S("新建湿地"));
    worker_send(answer);
    crash(ctx, answer);
}

static void half_an_answer_is_none(void **state) {
    struct worker w = run(*state, limits(), crash_halfway, NULL);
    assert_int_equal(w.end, WORKER_CRASHED);
    assert_int_equal(w.signal, SIGSEGV);
}

static void say_nothing(void *ctx, struct buf *answer) {
    (void)ctx, (void)answer;
}

static void an_empty_answer_is_one(void **state) {
    struct worker w = run(*state, limits(), say_nothing, NULL);
    assert_int_equal(w.end, WORKER_ANSWERED);
    assert_int_equal(w.answer.n, 0);
}

static void turn_for_ever(void *ctx, struct buf *answer) {
    volatile unsigned n = 0;
    worker_confine(ctx);
    for (;;)
        n++;
    buf_byte(answer, (char)n);
}

static void processor_time_is_limited(void **state) {
    struct worker_limits l = limits();
    l.seconds = 1;
    struct worker w = run(*state, l, turn_for_ever, &l);
    assert_int_equal(w.end, WORKER_LATE);
    assert_true(str_find(explained(*state, &w), S("--max-seconds"), 0) != SIZE_MAX);
}

static void take_memory(void *ctx, struct buf *answer) {
    worker_confine(ctx);
    for (int i = 0; i < 1024; i++)
        arena_alloc(answer->a, 1 << 20);
}

static void memory_is_limited(void **state) {
#if defined(__SANITIZE_ADDRESS__)
    skip(); /* which reserves more addresses than any limit */
#endif
    struct worker_limits l = limits();
    l.memory = (size_t)512 << 20;
    struct worker w = run(*state, l, take_memory, &l);
    assert_int_equal(w.end, WORKER_STARVED);
    assert_true(str_find(explained(*state, &w), S("--max-memory"), 0) != SIZE_MAX);
}

static void a_large_answer_is_refused(void **state) {
    struct worker_limits l = limits();
    struct str text = S("four");
    l.answer = 3;
    struct worker w = run(*state, l, echo, &text);
    assert_int_equal(w.end, WORKER_LARGE);
}

/* What a worker tried, and whether the system let it. */
struct tries {
    struct worker_limits limits;
    int open_file; /* a descriptor of the parent */
};

static void try(struct buf *answer, const char *what, bool worked) {
    buf_fmt(answer, "%s:%s ", what, worked ? "yes" : errno == EPERM ? "no" : "otherwise");
}

static void try_all(void *ctx, struct buf *answer) {
    const struct tries *t = ctx;
    buf_fmt(answer, "inherited:%s ", write(t->open_file, "x", 1) == 1 ? "yes" : "no");
    worker_confine(&t->limits);
    try(answer, "open", open("/dev/null", O_RDONLY) >= 0);
    try(answer, "write", open("tiaomu.test", O_WRONLY | O_CREAT, 0600) >= 0);
    try(answer, "network", socket(AF_INET, SOCK_STREAM, 0) >= 0);
    try(answer, "program", execl("/bin/true", "true", (char *)NULL) >= 0);
    try(answer, "signal", kill(getppid(), 0) == 0);
    try(answer, "memory", arena_alloc(answer->a, 1 << 22) != NULL);
}

static void the_outside_is_out_of_reach(void **state) {
    int low = open("/dev/null", O_WRONLY);
    struct tries t = {limits(), fcntl(low, F_DUPFD, 100)}; /* away from where the answer goes */
    close(low);
    if (!t.limits.confine)
        skip();
    struct worker w = run(*state, t.limits, try_all, &t);
    close(t.open_file);
    assert_int_equal(w.end, WORKER_ANSWERED);
    assert_str(buf_str(&w.answer),
               S("inherited:no open:no write:no network:no program:no signal:no memory:yes "));
}

/* ---- from a nursery ---- */

/* What a worker of the nursery is to do. */
struct errand {
    int n;
    char what; /* 'c': crash; 's': sleep; else say n */
};

static void run_errand(void *ctx, struct buf *answer) {
    const struct errand *e = ctx;
    if (e->what == 'c')
        crash_halfway(ctx, answer);
    if (e->what == 's')
        pause();
    buf_fmt(answer, "%d", e->n);
}

static void wait_until_done(struct worker *w) {
    while (!worker_read(w))
        ;
}

static void a_nursery_answers_each(void **state) {
    enum { N = 20 };
    struct worker_limits l = limits();
    struct worker w[N];
    struct errand order;
    struct nursery *n = nursery_new(*state, 2, run_errand, &order, &order, sizeof order);
    for (int i = 0; i < N; i++)
        assert_int_equal(
            nursery_start(n, &w[i], *state, &l, &(struct errand){i, i % 5 == 3 ? 'c' : 0}), 0);
    for (int i = N; i-- > 0;)
        wait_until_done(&w[i]);
    for (int i = 0; i < N; i++) {
        bool crashes = i % 5 == 3;
        assert_int_equal(w[i].end, crashes ? WORKER_CRASHED : WORKER_ANSWERED);
        assert_int_equal(w[i].signal, crashes ? SIGSEGV : 0);
        if (!crashes)
            assert_str(buf_str(&w[i].answer), str_fmt(*state, "%d", i));
        worker_drop(&w[i]);
    }
    nursery_end(n);
}

static void what_has_not_begun_never_does(void **state) {
    struct worker_limits l = limits();
    struct worker sleeps, waits;
    struct errand order;
    struct nursery *n = nursery_new(*state, 1, run_errand, &order, &order, sizeof order);
    nursery_start(n, &sleeps, *state, &l, &(struct errand){1, 's'});
    nursery_start(n, &waits, *state, &l, &(struct errand){2, 0});
    worker_drop(&waits);
    worker_drop(&sleeps);
    nursery_end(n);
    assert_int_equal(waits.answer.n, 0);
    assert_int_equal(sleeps.answer.n, 0);
}

static void one_that_is_done_hides_none(void **state) {
    struct worker_limits l = limits();
    struct worker sleeps, answers;
    struct errand order;
    struct nursery *n = nursery_new(*state, 2, run_errand, &order, &order, sizeof order);
    nursery_start(n, &sleeps, *state, &l, &(struct errand){1, 's'});
    nursery_start(n, &answers, *state, &l, &(struct errand){2, 0});
    wait_until_done(&answers);
    worker_drop(&answers);
    worker_drop(&sleeps);
    nursery_end(n);
    assert_str(buf_str(&answers.answer), S("2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_answer_comes_back),
        cmocka_unit_test(a_crash_is_told),
        cmocka_unit_test(half_an_answer_is_none),
        cmocka_unit_test(an_empty_answer_is_one),
        cmocka_unit_test(processor_time_is_limited),
        cmocka_unit_test(memory_is_limited),
        cmocka_unit_test(a_large_answer_is_refused),
        cmocka_unit_test(the_outside_is_out_of_reach),
        cmocka_unit_test(a_nursery_answers_each),
        cmocka_unit_test(what_has_not_begun_never_does),
        cmocka_unit_test(one_that_is_done_hides_none),
    };
    return cmocka_run_group_tests(tests, test_arena, test_drop);
}
