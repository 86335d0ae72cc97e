#include "cli/args.h"
#include "cli/say.h"
#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    char letter;
    const char *argument, *help;
} options[OPTIONS] = {
#define X(id, name, letter, argument, help) [id] = {name, letter, argument, help},
#include "cli/options.list"
#undef X
};

enum { LONG_ONLY = 256 }; /* getopt_long's value for option i is LONG_ONLY + i */

/* Edits from one word to the other (Levenshtein); words longer than the row count as far. */
static size_t distance(const char *a, const char *b) {
    enum { LONGEST = 32 };
    size_t row[LONGEST + 1], n = strlen(b);
    if (n > LONGEST || strlen(a) > LONGEST)
        return LONGEST;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[n];
}

const char *args_nearest(const char *typed, const char *(*name)(size_t i), size_t n) {
    const char *best = NULL;
    size_t least = strlen(typed) / 3 + 2;
    for (size_t i = 0; i < n; i++) {
        size_t d = distance(typed, name(i));
        if (d < least) {
            least = d;
            best = name(i);
        }
    }
    return best;
}

static void print_option(enum option_id id) {
    char left[64];
    const char *argument = options[id].argument;
    int n = options[id].letter ? snprintf(left, sizeof left, "-%c, ", options[id].letter)
                               : snprintf(left, sizeof left, "    ");
    snprintf(left + n, sizeof left - (size_t)n, "--%s%s%s", options[id].name, argument ? "=" : "",
             argument ? argument : "");
    printf("  %-28s %s\n", left, options[id].help);
}

static void print_help(const struct command *c) {
    printf("usage: tiaomu %s [OPTION…] %s\n%s\n%s\n", c->name, c->arguments, c->summary,
           c->details ? c->details : "");
    for (size_t i = 0; i < c->options_n; i++)
        print_option(c->options[i]);
    print_option(OPT_HELP);
    printf("\nexample:\n  %s\n", c->example);
}

static const char *option_name(size_t i) {
    return options[i].name;
}

/* getopt_long leaves the word it did not know right before optind. */
static void say_unknown(const struct command *c, const char *word) {
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    const char *near =
        name[0] == '-' && name[1] == '-' ? args_nearest(name + 2, option_name, OPTIONS) : NULL;
    if (near && strcmp(near, name + 2) == 0)
        near = NULL; /* another command's */
    say(NULL, "%s has no option %s%s%s; tiaomu %s --help lists them", c->name, name,
        near ? "; did you mean --" : "", near ? near : "", c->name);
}

static int wrong_option(const struct command *c, int answer, char **argv) {
    const char *word = argv[optind - 1];
    if (answer == ':')
        say(NULL, "%s: option %s needs a value; tiaomu %s --help says which", c->name, word,
            c->name);
    else if (optopt >= LONG_ONLY)
        say(NULL, "%s: option --%s takes no value", c->name, options[optopt - LONG_ONLY].name);
    else if (optopt) {
        char letter[] = {'-', (char)optopt, 0};
        say_unknown(c, letter);
    } else
        say_unknown(c, word);
    return -1;
}

/* What getopt_long wants, of the command's options and --help. */
struct table {
    struct option at[OPTIONS + 2];
    char letters[2 * OPTIONS + 4];
    size_t n; /* of letters */
};

static void add_option(struct table *t, size_t i, enum option_id id) {
    bool argument = options[id].argument;
    t->at[i] = (struct option){options[id].name, argument ? required_argument : no_argument, NULL,
                               LONG_ONLY + (int)id};
    if (options[id].letter)
        t->letters[t->n++] = options[id].letter;
    if (options[id].letter && argument)
        t->letters[t->n++] = ':';
}

/* A letter may mean one thing here and another in another command. */
static enum option_id option_of(const struct command *c, int answer) {
    if (answer >= LONG_ONLY)
        return (enum option_id)(answer - LONG_ONLY);
    for (size_t i = 0; i < c->options_n; i++)
        if (options[c->options[i]].letter == answer)
            return c->options[i];
    return OPT_HELP;
}

static int check_count(const struct command *c, size_t n) {
    if (n >= c->least && n <= c->most)
        return 0;
    say(NULL, "%s needs %s %s; tiaomu %s --help shows how", c->name,
        n < c->least ? "more:" : "no more than:", *c->arguments ? c->arguments : "nothing",
        c->name);
    return -1;
}

int args_read(const struct command *c, int argc, char **argv, struct args *out) {
    struct table t = {.letters = ":", .n = 1};
    struct args args = {0};
    for (size_t i = 0; i < c->options_n; i++)
        add_option(&t, i, c->options[i]);
    add_option(&t, c->options_n, OPT_HELP);
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, t.letters, t.at, NULL)) != -1;) {
        if (answer == '?' || answer == ':')
            return wrong_option(c, answer, argv);
        enum option_id id = option_of(c, answer);
        args.value[id] = optarg ? optarg : "";
    }
    if (args.value[OPT_HELP])
        return print_help(c), 1;
    args.rest = argv + optind;
    args.n = (size_t)(argc - optind);
    *out = args;
    return check_count(c, args.n);
}

int args_number(const struct args *args, enum option_id id, size_t least, size_t fallback,
                size_t *out) {
    const char *text = args->value[id];
    char *end = NULL;
    errno = 0;
    unsigned long long n = text ? strtoull(text, &end, 10) : fallback;
    if (text && (!isdigit((unsigned char)*text) || *end || errno || n < least || n > SIZE_MAX)) {
        say(NULL, "--%s needs a whole number from %zu on, not \"%s\"", options[id].name, least,
            text);
        return -1;
    }
    *out = (size_t)n;
    return 0;
}

const char *args_format(const struct args *args) {
    const char *path = args->value[OPT_OUTPUT], *dot = path ? strrchr(path, '.') : NULL;
    if (args->value[OPT_FORMAT])
        return args->value[OPT_FORMAT];
    return dot && !strchr(dot, '/') ? dot + 1 : NULL;
}

/* Extensions that promise a format. */
static bool is_promise(const char *extension) {
    static const char *const all[] = {"json", "jsonl", "csv", "html", "htm", "xlsx", "docx", "txt"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(extension, all[i]) == 0)
            return true;
    return false;
}

static int refuse_format(const char *command, const struct format_name *names, size_t n,
                         const char *name) {
    char list[128] = "";
    size_t used = 0;
    for (size_t i = 0; i < n && used < sizeof list; i++)
        if (i == 0 || names[i].format != names[i - 1].format) {
            bool last = names[i].format == names[n - 1].format;
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     i == 0 ? ""
                                     : last ? " or "
                                            : ", ",
                                     names[i].name);
        }
    say(NULL, "%s writes %s, not \"%s\"; choose with --format", command, list, name);
    return -1;
}

int args_format_of(const struct args *args, const char *command, const struct format_name *names,
                   size_t n, int *out) {
    const char *name = args_format(args);
    *out = names[0].format;
    for (size_t i = 0; name && i < n; i++)
        if (strcmp(name, names[i].name) == 0)
            return *out = names[i].format, 0;
    if (!name || (!args->value[OPT_FORMAT] && !is_promise(name)))
        return 0;
    return refuse_format(command, names, n, name);
}

int args_lang(const struct args *args, enum lang *out) {
    const char *name = args->value[OPT_LANG];
    *out = LANG_ZH;
    if (!name || lang_of(str_of(name), out) == 0)
        return 0;
    say(NULL, "--lang is zh or en, not \"%s\"", name);
    return -1;
}
