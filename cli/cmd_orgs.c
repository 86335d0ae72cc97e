#include "cli/decisions.h"
#include "cli/files.h"
#include "cli/named.h"
#include "cli/orgs_list.h"
#include "cli/say.h"
#include "cli/terminal.h"
#include "out/layout.h"
#include <string.h>

struct orgs {
    const struct args *args; /* those behind the word that says what to do */
    struct work work;
    struct arena *a;
    struct sink sink;
    struct buf out;
    /* The document of --in: its id and context; empty without it. */
    struct str doc;
    struct org_document context;
};

static struct org_document context_of(struct arena *a, const struct rules *rules,
                                      const struct document *d) {
    return (struct org_document){str_dup(a, d->jurisdiction_code), str_dup(a, d->jurisdiction),
                                 d->year_start, facts_of_town(rules_facts(rules), d->title)};
}

static int take_context(void *ctx, struct plan *plan) {
    struct orgs *o = ctx;
    o->doc = str_dup(o->a, plan->document.doc);
    o->context = context_of(o->a, o->work.rules, &plan->document);
    return 0;
}

static int read_context(struct orgs *o) {
    char *rest[] = {(char *)(uintptr_t)o->args->value[OPT_IN]};
    struct args in = *o->args;
    in.rest = rest;
    in.n = 1;
    return rest[0] ? named_document(&in, take_context, o) : 0;
}

static int fail(const struct diags *diags) {
    say_findings(NULL, diags, DIAG_ERROR);
    return -1;
}

static struct str number(struct arena *a, int64_t n) {
    return n ? str_fmt(a, "%lld", (long long)n) : S("");
}

static struct str years(struct arena *a, int from, int to) {
    if (from == 0 && to == 0)
        return S("");
    if (from == to)
        return str_fmt(a, "%d", from);
    return str_fmt(a, "%.*s–%.*s", STR_ARG(number(a, from)), STR_ARG(number(a, to)));
}

static int list(struct orgs *o, struct corpus *c) {
    enum orgs_by by;
    if (orgs_by(o->args->value[OPT_BY], &by) < 0)
        return -1;
    return orgs_list(c, o->work.rules, by, o->args->rest, o->args->n, &o->out);
}

/* ---- unresolved ---- */

static struct resolver *resolver_for(struct orgs *o, const struct corpus_list *documents,
                                     struct str doc, struct str *scope) {
    struct org_document context = {.year = 0};
    for (size_t i = 0; i < documents->documents.n; i++)
        if (str_eq(documents->documents.at[i].document.doc, doc))
            context = context_of(o->a, o->work.rules, &documents->documents.at[i].document);
    *scope = context.code.n ? context.code : context.name;
    return resolver_new(o->a, o->work.rules, &context);
}

/* Key and full name of a body that nobody knows: 区星际局 is 云岭区:星际局, 云岭区星际局. */
static void name_new(struct orgs *o, struct decision_line *line, const struct division *home) {
    struct str level = home ? utf8_tail(home->name, 1) : S("");
    bool own = level.n && str_starts(line->mention, level);
    struct str word = str_cut(line->mention, own ? level.n : 0, line->mention.n);
    line->key = str_fmt(o->a, "%.*s:%.*s", STR_ARG(line->scope), STR_ARG(word));
    line->name = own ? str_fmt(o->a, "%.*s%.*s", STR_ARG(division_full(o->a, home)), STR_ARG(word))
                     : line->mention;
}

/* The mention, what it may be, and the lines of decisions.tsv that would say so. */
static void put_unresolved(struct orgs *o, const struct corpus_unresolved *u, struct resolver *r,
                           struct str scope) {
    struct org_answer a = resolve(r, u->mention);
    buf_fmt(&o->out, "\n# %.*s: %lld mention%s in %lld document%s, first %.*s\n",
            STR_ARG(u->mention), (long long)u->mentions, u->mentions == 1 ? "" : "s",
            (long long)u->documents, u->documents == 1 ? "" : "s", STR_ARG(u->doc));
    struct decision_line line = {
        .scope = scope, .mention = u->mention, .same = true, .doc = u->doc};
    for (size_t i = 0; i < a.candidate_count; i++) {
        line.key = a.candidates[i].id;
        buf_fmt(&o->out, "# %.*s? (%.2f)\n", STR_ARG(a.candidates[i].name),
                a.candidates[i].confidence);
        decision_put(&o->out, &line);
    }
    if (a.candidate_count == 0) {
        buf_add(&o->out, S("# a body of its own\n"));
        name_new(o, &line, resolver_home(r));
        decision_put(&o->out, &line);
    }
}

static int unresolved(struct orgs *o, struct corpus *c) {
    struct diags diags = {.a = o->a};
    corpus_unresolved_list all;
    struct corpus_list documents;
    if (corpus_list_unresolved(c, o->a, &diags, &all) < 0 ||
        corpus_list(c, o->a, &diags, &documents) < 0)
        return fail(&diags);
    if (all.n == 0)
        say(NULL, "every mention is resolved");
    else
        buf_add(&o->out, S("# The line that is right belongs into decisions.tsv in your folder of"
                           " rules;\n# orgs same and orgs add enter it too.\n"));
    for (size_t i = 0; i < all.n; i++) {
        struct str scope;
        struct resolver *r = resolver_for(o, &documents, all.at[i].doc, &scope);
        put_unresolved(o, &all.at[i], r, scope);
    }
    return 0;
}

/* ---- explain ---- */

static void put_line(struct orgs *o, const char *label, struct str text) {
    if (text.n)
        layout_text(&o->out, 2, str_fmt(o->a, "%-11s", label), text, terminal_width());
}

static void put_names(struct orgs *o, struct resolver *r, struct str id) {
    struct org_facts facts = resolver_facts(r, id);
    struct buf names = {.a = o->a}, members = {.a = o->a};
    org_members m = resolver_members(r, id);
    for (size_t i = 0; i < facts.names.n; i++)
        buf_fmt(&names, "%s%.*s", i ? " " : "", STR_ARG(facts.names.at[i].name));
    for (size_t i = 0; i < m.n; i++)
        buf_fmt(&members, "%s%.*s", i ? " " : "", STR_ARG(m.at[i].name));
    put_line(o, "level", facts.level);
    put_line(o, "years", years(o->a, facts.from, facts.to));
    put_line(o, "names", buf_str(&names));
    if (facts.names.n)
        put_line(o, "rule",
                 str_fmt(o->a, "%.*s, line %u", STR_ARG(place_path(facts.names.at[0].at)),
                         facts.names.at[0].at.line));
    put_line(o, "members", buf_str(&members));
}

static int explain(struct orgs *o) {
    static const struct str types[] = {S("not resolved"), S("body"), S("group")};
    static const struct str hows[] = {S("none"), S("exact"), S("alias"), S("rule"), S("fuzzy")};
    struct str mention = str_of(o->args->rest[0]);
    if (read_context(o) < 0)
        return -1;
    struct resolver *r = resolver_new(o->a, o->work.rules, &o->context);
    struct org_answer a = resolve(r, mention);
    put_line(o, "mention", mention);
    put_line(o, "is", types[a.type]);
    put_line(o, "name", a.name);
    put_line(o, "key", a.id);
    put_line(o, "kind", a.kind);
    put_line(o, "method",
             str_fmt(o->a, "%.*s, confidence %.2f", STR_ARG(hows[a.how]), a.confidence));
    put_line(o, "because", a.reason);
    put_line(o, "successor", a.successor);
    if (a.id.n)
        put_names(o, r, a.id);
    for (size_t i = 0; i < a.candidate_count; i++)
        put_line(o, i ? "" : "perhaps",
                 str_fmt(o->a, "%.*s %.*s (%.2f)", STR_ARG(a.candidates[i].id),
                         STR_ARG(a.candidates[i].name), a.candidates[i].confidence));
    return 0;
}

/* ---- decisions ---- */

static int decide(struct orgs *o, bool same, struct str key, struct str name) {
    struct decision_line line = {.scope = o->context.code.n ? o->context.code : o->context.name,
                                 .mention = str_of(o->args->rest[0]),
                                 .same = same,
                                 .key = key,
                                 .name = name,
                                 .doc = o->doc};
    const char *folder = o->args->value[OPT_RULES];
    if (decision_add(o->a, folder, &line) < 0)
        return -1;
    buf_fmt(&o->out, "%.*s %s %.*s", STR_ARG(line.mention), same ? "is" : "is not", STR_ARG(key));
    if (line.scope.n)
        buf_fmt(&o->out, " in documents of %.*s", STR_ARG(line.scope));
    buf_fmt(&o->out, ".\nEntered in %s/decisions.tsv; ingest again with --rules=%s to apply it.\n",
            folder, folder);
    return 0;
}

/* The key that the second argument is or, in the document's context, names. */
static int key_of(struct orgs *o, struct str *out) {
    struct str text = str_of(o->args->rest[1]);
    struct resolver *r = resolver_new(o->a, o->work.rules, &o->context);
    if (str_find(text, S(":"), 0) == SIZE_MAX)
        text = resolve(r, text).id;
    *out = text;
    if (text.n && resolver_facts(r, text).names.n)
        return 0;
    say(NULL,
        "%s is no organisation the rules know; orgs explain shows what it is, orgs add enters it",
        o->args->rest[1]);
    return -1;
}

static int decide_same(struct orgs *o) {
    struct str key;
    return read_context(o) < 0 || key_of(o, &key) < 0 ? -1 : decide(o, true, key, S(""));
}

static int decide_different(struct orgs *o) {
    struct str key;
    return read_context(o) < 0 || key_of(o, &key) < 0 ? -1 : decide(o, false, key, S(""));
}

static int add(struct orgs *o) {
    struct str key = str_of(o->args->rest[1]), name = str_of(o->args->rest[2]);
    if (read_context(o) < 0)
        return -1;
    size_t colon = str_find(key, S(":"), 0);
    if (colon == SIZE_MAX || colon == 0 || colon + 1 == key.n) {
        say(NULL, "%s is no key; it is the division's code, a colon and a word: 110118:水文站",
            o->args->rest[1]);
        return -1;
    }
    return decide(o, true, key, name);
}

/* ---- the command ---- */

static const struct {
    const char *name;
    size_t least, most;
    int (*with_database)(struct orgs *o, struct corpus *c);
    int (*alone)(struct orgs *o);
    bool decides; /* the folder --rules is made where there is none */
} actions[] = {
    {"list", 0, SIZE_MAX, .with_database = list},
    {"unresolved", 0, 0, .with_database = unresolved},
    {"explain", 1, 1, .alone = explain},
    {"add", 3, 3, .alone = add, .decides = true},
    {"same", 2, 2, .alone = decide_same, .decides = true},
    {"different", 2, 2, .alone = decide_different, .decides = true},
};
enum { ACTIONS = sizeof actions / sizeof *actions };

static const char *action_name(size_t i) {
    return actions[i].name;
}

static int act(struct orgs *o, size_t i) {
    if (actions[i].alone)
        return actions[i].alone(o);
    struct corpus *c = work_corpus(o->a, o->args, CORPUS_READ);
    int rc = c ? actions[i].with_database(o, c) : -1;
    corpus_close(c);
    return rc;
}

static enum status run_action(const struct args *args, size_t i) {
    struct orgs o = {.args = args};
    if (actions[i].decides && decision_folder(args->value[OPT_RULES]) < 0)
        return NOTHING_DONE;
    if (work_start(&o.work, args) < 0)
        return NOTHING_DONE;
    o.a = o.work.a;
    o.out.a = o.a;
    int rc = act(&o, i);
    if (rc == 0)
        rc = sink_open(o.a, NULL, &o.sink) < 0 || sink_put(&o.sink, buf_str(&o.out)) < 0
                 ? -1
                 : sink_close(&o.sink);
    work_end(&o.work);
    return rc < 0 ? NOTHING_DONE : ALL_DONE;
}

static enum status run(const struct args *args) {
    struct args rest = *args;
    rest.rest++;
    rest.n--;
    for (size_t i = 0; i < ACTIONS; i++) {
        if (strcmp(args->rest[0], actions[i].name) != 0)
            continue;
        if (rest.n >= actions[i].least && rest.n <= actions[i].most)
            return run_action(&rest, i);
        say(NULL, "orgs %s: wrong number of arguments; tiaomu orgs --help shows how",
            actions[i].name);
        return NOTHING_DONE;
    }
    const char *near = args_nearest(args->rest[0], action_name, ACTIONS);
    say(NULL, "orgs does not know %s%s%s; tiaomu orgs --help lists what it does", args->rest[0],
        near ? "; did you mean " : "", near ? near : "");
    return NOTHING_DONE;
}

const struct command cmd_orgs = {
    .name = "orgs",
    .arguments = "ACTION [ARGUMENT…]",
    .summary = "Organisations: who is named, who a mention means, and deciding so.",
    .details =
        "  list [WORD…]           those of the database that hold every WORD, with counts;\n"
        "                         --by kind: which documents name which kinds of bodies\n"
        "  unresolved             mentions that need a decision, with ready lines\n"
        "  explain MENTION        who it is in the document --in, and why\n"
        "  same MENTION KEY       decide: it is this body (of --in's division, else anywhere)\n"
        "  different MENTION KEY  decide: it is not\n"
        "  add MENTION KEY NAME   decide: it is a body that no rule knows\n"
        "Decisions are appended to decisions.tsv in the folder --rules.\n",
    .example = "tiaomu orgs explain 区科委 --in plan.docx",
    .least = 1,
    .most = SIZE_MAX,
    OPTION_LIST(OPT_DB, OPT_BY, OPT_IN, INPUT_OPTIONS),
    .run = run,
};
