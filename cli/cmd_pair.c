#include "cli/decisions.h"
#include "cli/documents.h"
#include "cli/files.h"
#include "cli/pairings.h"
#include "cli/say.h"

/* The item at the place that the arguments from one on say. */
static int find_item(struct documents *d, const struct args *args, size_t at,
                     struct item_name *out) {
    size_t first = d->plans.n;
    if (documents_add(d, args->rest[at]) < 0)
        return -1;
    for (size_t i = first; i < d->plans.n; i++)
        if (item_name_at(d->a, d->plans.at[i], str_of(args->rest[at + 1]), out))
            return 0;
    say(args->rest[at],
        "there is no %s in it; a place is what diff and compare print: 1.4.2 for a measure (table, "
        "task, measure), r4.7 for a row, c12 for a clause",
        args->rest[at + 1]);
    return -1;
}

static int tell(struct documents *d, const char *what, const struct item_name *one,
                const struct item_name *other) {
    struct sink sink;
    struct str text = str_fmt(d->a, "%s\n  %.*s %.*s  %.*s\n  %.*s %.*s  %.*s\n", what,
                              STR_ARG(one->doc), STR_ARG(one->place), STR_ARG(one->text),
                              STR_ARG(other->doc), STR_ARG(other->place), STR_ARG(other->text));
    if (sink_open(d->a, NULL, &sink) < 0 || sink_put(&sink, text) < 0)
        return -1;
    return sink_close(&sink);
}

static int decide(struct documents *d, const struct args *args, enum pairing_word word) {
    static const char *const said[] = {
        "counterparts from now on:", "no counterparts from now on:", "left to the program again:"};
    struct item_name one, other;
    if (find_item(d, args, 0, &one) < 0 || find_item(d, args, 2, &other) < 0)
        return -1;
    if (str_eq(one.doc, other.doc)) {
        say(NULL, "both items are of %s; counterparts are of two documents", args->rest[0]);
        return -1;
    }
    if (pairings_add(d->a, args->value[OPT_RULES], word, &one, &other) < 0)
        return -1;
    return tell(d, said[word], &one, &other);
}

static enum status run_word(const struct args *args, enum pairing_word word) {
    struct documents d;
    if (decision_folder(args->value[OPT_RULES]) < 0)
        return NOTHING_DONE;
    documents_start(&d, args);
    int rc = decide(&d, args, args->value[OPT_UNDO] ? PAIRING_UNDO : word);
    documents_end(&d);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

static enum status run_pair(const struct args *args) {
    return run_word(args, PAIRING_PAIR);
}

static enum status run_unpair(const struct args *args) {
    return run_word(args, PAIRING_UNPAIR);
}

#define DETAILS                                                                                    \
    "PLACE is what diff and compare print: 1.4.2 for a measure (table, task, measure), r4.7 for\n" \
    "a row, c12 for a clause. The decision is a line of pairings.tsv in the folder --rules;\n"     \
    "diff and compare with the same --rules go by it, and --undo takes it back.\n"

const struct command cmd_pair = {
    .name = "pair",
    .arguments = "DOC PLACE DOC PLACE",
    .summary = "Decides that two items are counterparts, for diff and compare.",
    .details = DETAILS,
    .example = "tiaomu pair --rules mine a-2026 1.4.2 b-2026 1.4.4",
    .least = 4,
    .most = 4,
    OPTION_LIST(OPT_DB, OPT_UNDO, INPUT_OPTIONS),
    .run = run_pair,
};

const struct command cmd_unpair = {
    .name = "unpair",
    .arguments = "DOC PLACE DOC PLACE",
    .summary = "Decides that two items are no counterparts, for diff and compare.",
    .details = DETAILS,
    .example = "tiaomu unpair --rules mine a-2026 1.4.2 b-2026 1.4.4",
    .least = 4,
    .most = 4,
    OPTION_LIST(OPT_DB, OPT_UNDO, INPUT_OPTIONS),
    .run = run_unpair,
};
