#include "cli/say.h"
#include "cli/server.h"
#include "cli/work.h"
#include <signal.h>
#include <stdio.h>

enum { USUAL_PORT = 8642, LAST_PORT = 65535 };

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};

/* Held before any thread begins, so that only wait_for_end takes them. */
static sigset_t hold_ending(void) {
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigaddset(&set, ending[i]);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    return set;
}

static void wait_for_end(const sigset_t *set) {
    int which;
    while (sigwait(set, &which) != 0)
        ;
}

static int serve(struct arena *a, struct site *site, const char *host, uint16_t port) {
    struct diags diags = {.a = a};
    sigset_t set = hold_ending();
    if (site_read(site, &diags) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    struct server *s = server_start(a, site, host, port);
    if (!s)
        return -1;
    bool six = str_find(str_of(host), S(":"), 0) != SIZE_MAX;
    printf("http://%s%s%s:%u/\n", six ? "[" : "", host, six ? "]" : "", server_port(s));
    fflush(stdout);
    say(NULL, "serving; end with Ctrl-C");
    wait_for_end(&set);
    server_stop(s);
    return 0;
}

static enum status run(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    struct site site = {.served = true};
    const char *host = args->value[OPT_HOST] ? args->value[OPT_HOST] : "127.0.0.1";
    size_t port;
    int rc =
        args_lang(args, &site.lang) < 0 || args_number(args, OPT_PORT, 0, USUAL_PORT, &port) < 0
            ? -1
            : 0;
    if (rc == 0 && port > LAST_PORT) {
        say(NULL, "--port is at most %d", LAST_PORT);
        rc = -1;
    }
    if (rc == 0 && !(site.corpus = work_corpus(a, args, CORPUS_READ)))
        rc = -1;
    if (rc == 0)
        rc = serve(a, &site, host, (uint16_t)port);
    site_drop(&site);
    corpus_close(site.corpus);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_serve = {
    .name = "serve",
    .arguments = "",
    .summary = "Shows the database in a browser on this computer, until Ctrl-C.",
    .details =
        "Prints the address to open. Only reads; other computers reach it only with --host.\n",
    .example = "tiaomu serve --db plans.db --port 8000",
    OPTION_LIST(OPT_DB, OPT_HOST, OPT_PORT, OPT_LANG),
    .run = run,
};
