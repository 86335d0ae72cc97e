#include "cli/files.h"
#include "cli/query.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "cli/work.h"
#include "out/search.h"
#include <string.h>

/* By --format, else by the extension of -o. */
static int find_format(const struct args *args, bool *json) {
    static const struct format_name names[] = {
        {"text", false}, {"txt", false}, {"json", true}, {"jsonl", true}};
    int format;
    if (ARGS_FORMAT_OF(args, "search", names, &format) < 0)
        return -1;
    *json = format;
    return 0;
}

/* All arguments are words. */
static struct str join_words(struct arena *a, const struct args *args) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < args->n; i++)
        buf_fmt(&b, "%s%s", i ? " " : "", args->rest[i]);
    return buf_str(&b);
}

static int read_query(struct arena *a, const struct args *args, struct corpus_query *q) {
    size_t year;
    *q = (struct corpus_query){.words = join_words(a, args),
                               .district = str_of(args->value[OPT_DISTRICT]),
                               .role = str_of(args->value[OPT_ROLE]),
                               .org = str_of(args->value[OPT_ORG])};
    if (args_number(args, OPT_YEAR, 1, 0, &year) < 0 ||
        args_number(args, OPT_LIMIT, 1, 20, &q->limit) < 0)
        return -1;
    q->year = year > 9999 ? 9999 : (int)year;
    const char *when = args->value[OPT_DEADLINE];
    if (when && query_deadline(a, str_of(when), q) < 0) {
        say(NULL,
            "--deadline is a year, a month or a day (2026, 2026-06, 2026-06-30) or "
            "FROM..TO, not \"%s\"",
            when);
        return -1;
    }
    if (query_empty(q)) {
        say(NULL, "search needs words, or a filter; tiaomu search --help shows how");
        return -1;
    }
    return 0;
}

static int search(struct arena *a, struct corpus *c, const struct args *args,
                  const struct corpus_query *q, bool json) {
    struct diags diags = {.a = a};
    struct corpus_hits hits;
    struct sink sink;
    struct buf b = {.a = a};
    if (corpus_search(c, a, q, &diags, &hits) < 0) {
        say_findings(NULL, &diags, DIAG_ERROR);
        return -1;
    }
    if (json)
        out_search_json(&b, &hits);
    else
        out_search(&b, &hits, terminal_width());
    return sink_open(a, args->value[OPT_OUTPUT], &sink) < 0 || sink_put(&sink, buf_str(&b)) < 0
               ? -1
               : sink_close(&sink);
}

static enum status run(const struct args *args) {
    struct arena *a = arena_new(say_out_of_memory);
    struct corpus_query q;
    struct corpus *c = NULL;
    bool json;
    int rc = find_format(args, &json) < 0 || read_query(a, args, &q) < 0 ? -1 : 0;
    if (rc == 0)
        c = work_corpus(a, args, CORPUS_READ);
    rc = c ? search(a, c, args, &q, json) : -1;
    corpus_close(c);
    arena_drop(a);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

const struct command cmd_search = {
    .name = "search",
    .arguments = "WORDS…",
    .summary = "Finds measures, clauses, indicators, headings and notes by their words.",
    .details = "All words must stand in an item, or in the task or section above it; words of one\n"
               "and two characters are found too. \"…\" keeps words with a space together.\n"
               "Filters alone, without words, list all they let through.\n",
    .example = "tiaomu search --db plans.db 扬尘 --district 密云 --role lead --org 生态环境局",
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_DISTRICT, OPT_YEAR, OPT_ROLE, OPT_ORG, OPT_DEADLINE, OPT_LIMIT,
                OPT_FORMAT, OPT_OUTPUT),
    .run = run,
};
