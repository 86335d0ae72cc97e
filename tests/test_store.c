/* corpus/: what is stored comes back, the views are the public ones, failures leave no trace. */
#include "corpus/corpus.h"
#include "tests/db.h"
#include "tests/sample.h"
#include "tests/test.h"
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena *a;
    struct diags diags;
    struct test_db db;
    struct str path; /* the database's */
};

static int set_up(void **state) {
    struct arena *a = arena_new(NULL);
    struct fixture *f = arena_alloc(a, sizeof *f);
    *f = (struct fixture){.a = a, .diags = {.a = a}};
    test_db_make(a, &f->db);
    f->path = f->db.path;
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;
    test_db_drop(&f->db);
    arena_drop(f->a);
    return 0;
}

/* Of what one way to a database has and the other has not. */
static void of_files(void) {
    if (test_db_served())
        skip();
}

static void of_servers(void) {
    if (!test_db_served())
        skip();
}

static struct corpus *open_ok(struct fixture *f, enum corpus_mode mode) {
    struct corpus *c = NULL;
    if (corpus_open(f->a, f->path, mode, &f->diags, &c) < 0)
        fail_msg("%.*s", STR_ARG(f->diags.list.at[0].text));
    return c;
}

static enum corpus_outcome put_ok(struct fixture *f, struct corpus *c, const struct plan *plan) {
    enum corpus_outcome outcome = CORPUS_UNCHANGED;
    if (corpus_put(c, plan, &f->diags, &outcome) < 0)
        fail_msg("%.*s", STR_ARG(f->diags.list.at[0].text));
    return outcome;
}

static struct str ask(struct fixture *f, const char *sql) {
    return test_db_ask(&f->db, sql);
}

static void run_sql(struct fixture *f, const char *sql) {
    test_db_run(&f->db, sql);
}

static void assert_sound(struct fixture *f) {
    if (test_db_served())
        return; /* a server sees to it */
    assert_str(ask(f, "PRAGMA integrity_check"), S("ok"));
    assert_str(ask(f, "PRAGMA foreign_key_check"), S(""));
}

static struct str file_bytes(struct fixture *f) {
    struct buf b = {.a = f->a};
    char block[4096];
    FILE *file = fopen(f->path.p, "rb");
    for (size_t n; file && (n = fread(block, 1, sizeof block, file)) > 0;)
        buf_add(&b, (struct str){block, n});
    if (file)
        fclose(file);
    return buf_str(&b);
}

/* What changes with every change. */
static struct str state_of(struct fixture *f) {
    return test_db_served() ? ask(f, "SELECT changes FROM state") : file_bytes(f);
}

/* The one finding, which names the database and holds the words. */
static void assert_refused(struct fixture *f, const char *words) {
    assert_int_equal(f->diags.list.n, 1);
    const struct diag *d = &f->diags.list.at[0];
    assert_int_equal(d->code, DIAG_DATABASE);
    assert_str(place_path(d->at), corpus_name(f->a, f->path));
    if (str_find(d->text, str_of(words), 0) == SIZE_MAX)
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(d->text), words);
    f->diags.list.n = 0;
}

static void a_plan_comes_back_as_it_was(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct plan *const plans[] = {sample_plan(f->a, S("yl")), sample_empty(f->a, S("e"))};
    for (size_t i = 0; i < 2; i++) {
        struct plan *back = NULL;
        assert_int_equal(put_ok(f, c, plans[i]), CORPUS_ADDED);
        assert_int_equal(corpus_get(c, f->a, plans[i]->document.doc, &f->diags, &back), 0);
        assert_str(plan_to_json(f->a, back), plan_to_json(f->a, plans[i]));
    }
    corpus_close(c);
    assert_sound(f);
}

static void the_same_plan_again_writes_nothing(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_plan(f->a, S("yl")));
    struct str before = state_of(f);
    assert_int_equal(put_ok(f, c, sample_plan(f->a, S("yl"))), CORPUS_UNCHANGED);
    corpus_close(c);
    c = open_ok(f, CORPUS_WRITE);
    assert_int_equal(put_ok(f, c, sample_plan(f->a, S("yl"))), CORPUS_UNCHANGED);
    corpus_close(c);
    assert_true(before.n > 0 && str_eq(before, state_of(f)));
}

static void a_replaced_document_keeps_its_row_id(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_empty(f->a, S("first")));
    put_ok(f, c, sample_plan(f->a, S("yl")));
    put_ok(f, c, sample_empty(f->a, S("last")));
    struct plan *changed = sample_plan(f->a, S("yl"));
    changed->document.source_name = S("elsewhere.txt");
    changed->measures.n = 1;
    assert_int_equal(put_ok(f, c, changed), CORPUS_REPLACED);
    struct plan *back = NULL;
    assert_int_equal(corpus_get(c, f->a, S("yl"), &f->diags, &back), 0);
    assert_str(plan_to_json(f->a, back), plan_to_json(f->a, changed));
    corpus_close(c);
    assert_str(ask(f, "SELECT id, doc, source_name FROM document ORDER BY id"),
               S("1|first|in/plan.txt\n2|yl|elsewhere.txt\n3|last|in/plan.txt"));
    assert_str(ask(f, "SELECT count(*) FROM v_measure"), S("1"));
    assert_sound(f);
}

static void nothing_is_left_of_what_was_replaced(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_plan(f->a, S("yl")));
    struct plan *empty = sample_empty(f->a, S("yl"));
    empty->document.tool_version = S("0.2.0");
    put_ok(f, c, empty);
    corpus_close(c);
    static const char *const tables[] = {
        "plan_table",     "section",    "task",    "measure",       "assignment",    "role",
        "responsibility", "org",        "outline", "clause",        "footnote",      "quantity",
        "reference",      "correction", "warning", "indicator_row", "indicator_cell"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *sql = str_fmt(f->a, "SELECT '%s', count(*) FROM %s", tables[i], tables[i]).p;
        assert_str(ask(f, sql), str_fmt(f->a, "%s|0", tables[i]));
    }
    assert_str(ask(f, "SELECT tool_version FROM run"), S("0.2.0"));
}

static void the_views_have_the_published_columns(void **state) {
    static const char *const views[][2] = {
        {"v_document",
         "doc,title,doc_type,status,jurisdiction,jurisdiction_code,year_start,year_end,issuer,"
         "doc_no,issued,source_name,source_sha256,format,encoding,tool_version,rules_version"},
        {"v_measure", "doc,table_no,table_title,section,task_no,task_no_inferred,task,measure_no,"
                      "measure,measure_raw,deadline,deadline_kind,deadline_start,deadline_end,"
                      "source_line,source_path"},
        {"v_responsibility",
         "doc,table_no,task_no,measure_no,row_no,assignment_no,role,role_kind,ord,mention,"
         "mention_raw,org_id,org,org_kind,shared,confidence,method,clause_ord"},
        {"v_assignment", "doc,table_no,task_no,measure_no,assignment_no,deadline,deadline_kind,"
                         "deadline_start,deadline_end,clause_ord"},
        {"v_indicator",
         "doc,table_no,table_title,row_no,row_label,col,value,value_num,comparator,unit,filled"},
        {"v_outline", "doc,ord,level,title,inferred,source_line"},
        {"v_clause", "doc,ord,section,label,text,source_line"},
        {"v_footnote", "doc,n,text,anchor"},
        {"v_quantity",
         "doc,table_no,task_no,measure_no,clause_ord,text,subject,comparator,value,unit,year"},
        {"v_reference", "doc,table_no,task_no,measure_no,clause_ord,title,doc_no"},
        {"v_org", "org_id,org,level,jurisdiction_code,kind,valid_from,valid_to"},
        {"v_alias", "alias,org_id,scope,kind,source"},
        {"v_org_duty", "org_id,org,kind,jurisdiction_code,role_kind,doc,table_no,task_no,measure_"
                       "no,clause_ord,section,task,text,deadline,deadline_kind,deadline_end"},
        {"v_org_kind", "kind,level,doc,jurisdiction,year_start,orgs,mentions"},
        {"v_correction", "doc,table_no,task_no,measure_no,field,printed,corrected,rule,confidence,"
                         "source_line,source_path"},
        {"v_warning",
         "doc,code,severity,message,table_no,task_no,measure_no,source_line,source_path"},
        {"v_coverage", "doc,chars_total,chars_items,chars_headings,chars_furniture,chars_lost"},
    };
    struct fixture *f = *state;
    corpus_close(open_ok(f, CORPUS_WRITE));
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        assert_str(test_db_columns(&f->db, views[i][0]), str_of(views[i][1]));
}

static void the_views_say_what_the_plan_says(void **state) {
    static const char *const rows[][2] = {
        {"SELECT table_no, section, task_no, task_no_inferred, measure_no, deadline, deadline_kind "
         "FROM v_measure",
         "1|一、水/（一）河湖|1|0|1|6月底前\n长期实施|milestones\n"
         "1|一、水/（一）河湖|1|0|2|年底前|by\n"
         "1|二、气|2|1|1||unknown\n"
         "2|一、水/（一）河湖|NULL|0|1|年底前|by"},
        {"SELECT table_no, task_no, measure_no, row_no, assignment_no, role_kind, ord, mention, "
         "org, org_kind, shared FROM v_responsibility WHERE clause_ord IS NULL "
         "ORDER BY table_no, assignment_no, ord",
         "1|1|1|NULL|1|lead|1|区水务局|云岭区水务局|body|1\n"
         "1|1|1|NULL|1|lead|2|各镇街|各镇街|group|1\n"
         "1|1|1|NULL|2|official|1|林波|林波|person|0\n"
         "1|1|1|NULL|2|official|2|某处|NULL|unknown|0\n"
         "3|NULL|NULL|1|1|responsible|1|区生态环境局|云岭区生态环境局|body|0"},
        {"SELECT clause_ord, task_no, assignment_no, role, ord, org FROM v_responsibility "
         "WHERE clause_ord IS NOT NULL",
         "2|NULL|1|牵头|1|云岭区水务局"},
        {"SELECT task_no, measure_no, assignment_no, deadline_end FROM v_assignment LIMIT 2",
         "1|1|1|2026-06-30\n1|1|2|NULL"},
        {"SELECT clause_ord, assignment_no, deadline, deadline_end FROM v_assignment "
         "WHERE clause_ord IS NOT NULL",
         "2|1|年底前|2026-12-31"},
        {"SELECT row_no, row_label, col, value_num, comparator, filled FROM v_indicator",
         "1|细颗粒物|2026年|26.5|<=|0\n1|细颗粒物|单位|NULL|NULL|0\n2|臭氧|2026年|0.0|NULL|1"},
        {"SELECT task_no, clause_ord, text, value, year FROM v_quantity",
         "1|NULL|一公里|1.0|2026\nNULL|2|若干|NULL|NULL"},
        {"SELECT task_no, clause_ord, title, doc_no FROM v_reference",
         "1|NULL|河道名录|NULL\nNULL|1|碧水条例|云政发〔2025〕7号"},
        {"SELECT org_id, kind FROM v_org", "yl-eco|NULL\nyl-water|NULL"},
        {"SELECT code, severity, task_no, source_line FROM v_warning",
         "no-deadline|warning|2|13\nempty-row|note|NULL|NULL"},
        {"SELECT printed, corrected, confidence FROM v_correction", "清瘀|清淤|0.9"},
        {"SELECT chars_total, chars_lost FROM v_coverage", "100|1"},
        {"SELECT ord, title, inferred FROM v_outline", "1|一、总则|0\n2|（一）目标|1"},
        {"SELECT n, anchor FROM v_footnote", "1|进展顺利情况良好完毕"},
    };
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_plan(f->a, S("yl")));
    corpus_close(c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_str(ask(f, rows[i][0]), str_of(rows[i][1]));
    if (!test_db_served())
        assert_str(ask(f, "SELECT typeof(n), n = 1, n = '1', n < '10' FROM v_footnote"),
                   S("integer|1|1|1"));
}

/* A牵头，B、C配合 in one cell is two roles under one name. */
static void a_cell_counts_on_over_its_roles(void **state) {
    struct fixture *f = *state;
    struct plan *p = sample_empty(f->a, S("e"));
    struct measure *m = vec_push(f->a, &p->measures);
    struct assignment *as = vec_push(f->a, &m->assignments);
    const struct mention body = {.mention = S("区水务局"), .mention_raw = S("区水务局")};
    static const struct role roles[] = {{.role = S("责任单位"), .role_kind = ROLE_LEAD},
                                        {.role = S("责任单位"), .role_kind = ROLE_SUPPORT},
                                        {.role = S("监督单位"), .role_kind = ROLE_OTHER}};
    for (size_t i = 0; i < 3; i++) {
        struct role *role = vec_push(f->a, &as->roles);
        *role = roles[i];
        for (size_t k = 0; k <= i % 2; k++)
            *vec_push(f->a, &role->mentions) = body;
    }
    m->table_no = m->task_no = m->measure_no = 1;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, p);
    corpus_close(c);
    assert_str(ask(f, "SELECT role, role_kind, ord FROM v_responsibility"),
               S("责任单位|lead|1\n责任单位|support|2\n责任单位|support|3\n监督单位|other|1"));
}

static void organisations_are_described(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_plan(f->a, S("yl")));
    struct corpus_alias alias = {S("区水务局"), S("云岭区"), S("short"), S("kinds.tsv:7")};
    struct corpus_org water = {.org_id = S("yl-water"),
                               .kind = S("水务局"),
                               .level = S("district"),
                               .jurisdiction_code = S("云岭区"),
                               .valid_from = 2009};
    corpus_orgs known = {0}, all;
    *vec_push(f->a, &water.aliases) = alias;
    *vec_push(f->a, &known) = water;
    assert_int_equal(corpus_begin(c, &f->diags), 0);
    for (int times = 0; times < 2; times++)
        assert_int_equal(corpus_describe_orgs(c, &known, &f->diags), 0);
    assert_int_equal(corpus_commit(c, &f->diags), 0);
    assert_int_equal(corpus_list_orgs(c, f->a, &f->diags, &all), 0);
    assert_int_equal(corpus_list_org_ids(c, f->a, &f->diags, &known), 0);
    assert_int_equal(known.n, 2);
    assert_str(known.at[1].org_id, S("yl-water"));
    assert_str(all.at[0].kind, S("水务局"));
    assert_int_equal(all.at[0].lead, 2); /* of a measure, of a clause */
    assert_int_equal(all.at[0].documents, 1);
    assert_str(all.at[0].years, S("2026: 2"));
    assert_str(all.at[1].org_id, S("yl-eco"));
    assert_str(all.at[1].kind, S(""));
    assert_int_equal(all.at[1].responsible, 1);
    corpus_org_kinds kinds;
    assert_int_equal(corpus_list_org_kinds(c, f->a, &f->diags, &kinds), 0);
    assert_true(kinds.n > 0);
    assert_str(kinds.at[0].doc, S("yl"));
    corpus_unresolved_list none;
    assert_int_equal(corpus_list_unresolved(c, f->a, &f->diags, &none), 0);
    assert_int_equal(none.n, 1);
    assert_str(none.at[0].mention, S("某处"));
    corpus_close(c);
    assert_str(ask(f, "SELECT * FROM v_org WHERE org_id = 'yl-water'"),
               S("yl-water|云岭区水务局|district|云岭区|水务局|2009|NULL"));
    /* Another full name under the key: a row all the same, the more frequent name. */
    run_sql(f, "INSERT INTO org (id, org_id, org, org_kind) VALUES (99, 'yl-water',"
               " '一水务局', 'body')");
    assert_str(ask(f, "SELECT org FROM v_org WHERE org_id = 'yl-water'"), S("云岭区水务局"));
    assert_str(ask(f, "SELECT alias, kind, source FROM v_alias WHERE org_id = 'yl-water'"),
               S("区水务局|printed|yl\n区水务局|short|kinds.tsv:7"));
    assert_str(ask(f, "SELECT kind, orgs, mentions FROM v_org_kind WHERE kind IS NOT NULL"),
               S("水务局|1|2"));
    assert_str(ask(f, "SELECT role_kind, measure_no, clause_ord, deadline_end FROM v_org_duty"
                      " WHERE org_id = 'yl-water' ORDER BY clause_ord NULLS FIRST"),
               S("lead|1|NULL|2026-06-30\nlead|NULL|2|2026-12-31"));
}

static void a_list_counts_what_each_document_holds(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct corpus_list list;
    struct plan *plan = sample_plan(f->a, S("yl"));
    put_ok(f, c, plan);
    put_ok(f, c, sample_empty(f->a, S("e")));
    assert_int_equal(corpus_list(c, f->a, &f->diags, &list), 0);
    corpus_close(c);
    assert_int_equal(list.documents.n, 2);
    struct plan_summary s = list.documents.at[0], fresh = plan_summary(plan);
    assert_str(s.document.title, plan->document.title);
    assert_int_equal(s.tasks, 3);
    assert_int_equal(s.measures, 4);
    assert_int_equal(s.rows, 2);
    assert_int_equal(s.clauses, 2);
    assert_int_equal(s.warnings, 1);
    assert_int_equal(s.notes, 1);
    assert_int_equal(fresh.tasks, s.tasks);
    assert_int_equal(fresh.rows, s.rows);
    assert_int_equal(list.documents.at[1].measures, 0);
}

static void a_missing_document_is_named(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct plan *p = NULL;
    assert_int_equal(corpus_get(c, f->a, S("nowhere"), &f->diags, &p), -1);
    assert_refused(f, "nowhere");
    corpus_close(c);
}

static void reading_makes_no_database(void **state) {
    of_files();
    struct fixture *f = *state;
    struct corpus *c = NULL;
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_READ, &f->diags, &c), -1);
    assert_refused(f, "no such database");
    assert_int_not_equal(access(f->path.p, F_OK), 0);
}

static void nothing_is_read_where_nothing_is(void **state) {
    of_servers();
    struct fixture *f = *state;
    struct corpus *c = NULL;
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_READ, &f->diags, &c), -1);
    assert_refused(f, "the database is empty");
}

struct foreign {
    const char *sql, *words;
};

static const struct foreign foreign_files[] = {
    {"CREATE TABLE mine (x)", "another program"},
    {"PRAGMA application_id = 7; CREATE TABLE mine (x)", "another program"},
    {"PRAGMA application_id = 0x7469616f; PRAGMA user_version = 999; CREATE TABLE t (x)",
     "of version 999, this program knows 4"},
};
static const struct foreign foreign_schemas[] = {
    {"CREATE TABLE mine (x text)", "another program"},
    {"CREATE TABLE migration (version bigint)", "another program"},
    {"INSERT INTO migration VALUES (999); COMMENT ON TABLE migration IS 'tiaomu'",
     "of version 999, this program knows 4"},
};
enum { FOREIGN = 3 };

static void what_is_not_ours_is_refused_and_kept(void **state) {
    struct fixture *f = *state;
    bool served = test_db_served();
    for (size_t i = 0; i < FOREIGN; i++) {
        const struct foreign *foreign = served ? &foreign_schemas[i] : &foreign_files[i];
        struct corpus *c = NULL;
        if (!served)
            unlink(f->path.p);
        run_sql(f, foreign->sql);
        struct str before = file_bytes(f);
        assert_int_equal(corpus_open(f->a, f->path, CORPUS_WRITE, &f->diags, &c), -1);
        assert_refused(f, foreign->words);
        assert_true(str_eq(before, file_bytes(f)));
        assert_true(!served || str_eq(test_db_columns(&f->db, "document"), S("NULL")));
    }
}

static void a_file_that_is_no_database_is_kept(void **state) {
    of_files();
    struct fixture *f = *state;
    struct corpus *c = NULL;
    FILE *file = fopen(f->path.p, "wb");
    if (!file)
        fail_msg("%s cannot be written", f->path.p);
    for (int i = 0; i < 1000; i++)
        fputs("no database\n", file);
    fclose(file);
    struct str before = file_bytes(f);
    assert_int_equal(corpus_open(f->a, f->path, CORPUS_WRITE, &f->diags, &c), -1);
    assert_refused(f, "no SQLite database");
    assert_true(str_eq(before, file_bytes(f)));
}

static void a_damaged_database_is_told(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct plan *p = NULL;
    put_ok(f, c, sample_plan(f->a, S("yl")));
    corpus_close(c);
    run_sql(f, "UPDATE role SET role_kind = 'nobody'");
    c = open_ok(f, CORPUS_READ);
    assert_int_equal(corpus_get(c, f->a, S("yl"), &f->diags, &p), -1);
    assert_refused(f, "damaged");
    corpus_close(c);
}

static void a_locked_database_is_named_and_kept(void **state) {
    of_files();
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    enum corpus_outcome outcome = CORPUS_ADDED;
    sqlite3 *other;
    put_ok(f, c, sample_plan(f->a, S("yl")));
    sqlite3_open(f->path.p, &other);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(corpus_put(c, sample_empty(f->a, S("yl")), &f->diags, &outcome), -1);
    assert_refused(f, "locked");
    sqlite3_close(other);
    assert_int_equal(put_ok(f, c, sample_plan(f->a, S("yl"))), CORPUS_UNCHANGED);
    corpus_close(c);
}

/* No room left: the file may not grow beyond what it is. */
static void without_room_nothing_changes(void **state) {
    of_files();
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct plan *big = sample_plan(f->a, S("yl")), *back = NULL;
    enum corpus_outcome outcome = CORPUS_ADDED;
    put_ok(f, c, sample_plan(f->a, S("yl")));
    for (size_t i = 0; i < 20000; i++)
        *vec_push(f->a, &big->footnotes) = (struct footnote){S("2"), S("又一注。"), S("又"), {0}};
    struct rlimit limit, none;
    getrlimit(RLIMIT_FSIZE, &none);
    limit = none;
    limit.rlim_cur = file_bytes(f).n + 8192;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &limit);
    int rc = corpus_put(c, big, &f->diags, &outcome);
    setrlimit(RLIMIT_FSIZE, &none);
    assert_int_equal(rc, -1);
    assert_int_equal(f->diags.list.n, 1);
    assert_int_equal(corpus_get(c, f->a, S("yl"), &f->diags, &back), 0);
    assert_str(plan_to_json(f->a, back), plan_to_json(f->a, sample_plan(f->a, S("yl"))));
    corpus_close(c);
    assert_sound(f);
}

static void the_database_says_what_it_is(void **state) {
    struct fixture *f = *state;
    corpus_close(open_ok(f, CORPUS_WRITE));
    if (test_db_served()) {
        assert_str(ask(f, "SELECT obj_description('migration'::regclass)"), S("tiaomu"));
        return;
    }
    assert_str(ask(f, "PRAGMA application_id"), str_fmt(f->a, "%d", 0x7469616f));
    assert_str(ask(f, "PRAGMA user_version"), ask(f, "SELECT max(version) FROM migration"));
    assert_str(ask(f, "PRAGMA encoding"), S("UTF-8"));
}

static void an_older_database_loses_idle_indexes(void **state) {
    struct fixture *f = *state;
    struct str there = test_db_served() ? S("SELECT to_regclass('responsibility_mention') IS NULL")
                                        : S("SELECT count(*) = 0 FROM sqlite_schema"
                                            " WHERE name = 'responsibility_mention'");
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    put_ok(f, c, sample_plan(f->a, S("yl")));
    corpus_close(c);
    struct str fresh = ask(f, there.p);
    run_sql(f, "CREATE INDEX responsibility_mention ON responsibility (mention);"
               "DELETE FROM migration WHERE version > 3");
    if (!test_db_served())
        run_sql(f, "PRAGMA user_version = 3");
    assert_false(str_eq(ask(f, there.p), fresh));
    corpus_close(open_ok(f, CORPUS_WRITE));
    assert_str(ask(f, there.p), fresh);
    assert_str(ask(f, "SELECT max(version) FROM migration"), S("4"));
    assert_sound(f);
}

/* Of an address that cannot be taken apart, as the password may be anywhere, nothing is shown. */
static void a_password_is_never_shown(void **state) {
    static const struct {
        const char *path, *shown;
    } paths[] = {
        {"plans.db", "plans.db"},
        {"postgresql://", "postgresql:///"},
        {"postgresql://me:secret@host/plans", "postgresql://me@host/plans"},
        {"postgres://me:secret@host:5433/plans?sslmode=require&password=secret",
         "postgresql://me@host:5433/plans"},
        {"postgresql:///plans?host=/run/x&user=me&password=secret", "postgresql://me@/run/x/plans"},
        {"postgresql://me:sec%40ret@host/plans", "postgresql://me@host/plans"},
        {"postgresql://me:sec@ret@host/plans", "postgresql://…"},
        {"postgresql://me:sec/ret@host/plans", "postgresql://…"},
        {"postgresql://me:sec?ret@host/plans", "postgresql://me@host/plans"},
        {"postgresql://me:sec%ret@host/plans", "postgresql://…"},
        {"postgresql://me:1234/ret@host/plans", "postgresql://…"},
        {"postgresql://host/plans?pasword=secret", "postgresql://…"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        assert_str(corpus_name(f->a, str_of(paths[i].path)), str_of(paths[i].shown));
}

/* What the text of COPY parts rows and fields by, and what looks like its NULL. */
static void odd_characters_come_back(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    struct plan *plan = sample_plan(f->a, S("yl")), *back = NULL;
    plan->measures.at[0].measure = S("a\tb\nc\rd\\e\\N\\.\n\\.\n'\"%$1?");
    plan->measures.at[1].measure = S("\\N");
    plan->measures.at[2].task = S("\\.");
    put_ok(f, c, plan);
    assert_int_equal(corpus_get(c, f->a, S("yl"), &f->diags, &back), 0);
    assert_str(plan_to_json(f->a, back), plan_to_json(f->a, plan));
    corpus_close(c);
}

/* Two documents in one transaction, between which one cannot be stored. */
static void a_failed_put_undoes_itself_alone(void **state) {
    struct fixture *f = *state;
    struct corpus *c = open_ok(f, CORPUS_WRITE);
    enum corpus_outcome outcome;
    struct plan *bad = sample_plan(f->a, S("bad"));
    for (size_t i = 0; i < bad->measures.n; i++)
        for (size_t k = 0; k < bad->measures.at[i].assignments.n; k++)
            for (size_t r = 0; r < bad->measures.at[i].assignments.at[k].roles.n; r++) {
                struct role *role = &bad->measures.at[i].assignments.at[k].roles.at[r];
                if (role->mentions.n)
                    role->mentions.at[0].confidence = 2; /* CHECK: at most 1 */
            }
    assert_int_equal(corpus_begin(c, &f->diags), 0);
    put_ok(f, c, sample_plan(f->a, S("one")));
    assert_int_equal(corpus_put(c, bad, &f->diags, &outcome), -1);
    assert_int_equal(f->diags.list.n, 1);
    f->diags.list.n = 0;
    put_ok(f, c, sample_plan(f->a, S("two")));
    assert_int_equal(corpus_commit(c, &f->diags), 0);
    corpus_close(c);
    assert_str(ask(f, "SELECT id, doc FROM document ORDER BY id"), S("1|one\n2|two"));
    assert_str(ask(f, "SELECT count(*) FROM org WHERE NOT EXISTS"
                      " (SELECT 1 FROM responsibility WHERE org_row = org.id)"),
               S("0"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_plan_comes_back_as_it_was),
        TEST(the_same_plan_again_writes_nothing),
        TEST(a_replaced_document_keeps_its_row_id),
        TEST(nothing_is_left_of_what_was_replaced),
        TEST(the_views_have_the_published_columns),
        TEST(the_views_say_what_the_plan_says),
        TEST(a_cell_counts_on_over_its_roles),
        TEST(organisations_are_described),
        TEST(a_list_counts_what_each_document_holds),
        TEST(a_missing_document_is_named),
        TEST(reading_makes_no_database),
        TEST(nothing_is_read_where_nothing_is),
        TEST(an_older_database_loses_idle_indexes),
        TEST(a_password_is_never_shown),
        TEST(odd_characters_come_back),
        TEST(a_failed_put_undoes_itself_alone),
        TEST(what_is_not_ours_is_refused_and_kept),
        TEST(a_file_that_is_no_database_is_kept),
        TEST(a_damaged_database_is_told),
        TEST(a_locked_database_is_named_and_kept),
        TEST(without_room_nothing_changes),
        TEST(the_database_says_what_it_is),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
