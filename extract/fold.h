/* Inside extract/: a table's rows on their way to tasks and measures. fold.c enters the rows in
 * order, fold_sections.c what stands over them, fold_tasks.c which task each belongs to. */
#ifndef TIAOMU_EXTRACT_FOLD_H
#define TIAOMU_EXTRACT_FOLD_H

#include "extract/work.h"

struct task {
    int no;
    bool inferred, late; /* late: its number and name have yet to come, a row behind */
    bool odd;            /* its number is printed, but is none */
    size_t section;      /* how many sections had begun */
    struct str name;
    struct place at;
};

struct draft {
    size_t task; /* place in fold.tasks */
    struct str section;
    const struct grow *row;
    SHORT_VEC(const struct grow *) more; /* rows with further deadlines and units */
};

/* A finding on a row, until its measure has a number. */
struct told {
    size_t diag, draft; /* places in the lists */
};

struct section {
    int level;
    struct str text;
};

struct fold {
    struct work *w;
    struct arena *a; /* of what makes drafts, which goes when the measures have their numbers */
    struct arena *b; /* of the drafts, which go with the table */
    const struct grid *g;
    const struct lexicon *lex;
    int number, name, measure; /* column places, -1: none */
    int front; /* the column of names or measures that begin with the numbers: 3.清理河道 */
    struct str *groups; /* by column: the category that goes on, of columns that group tasks */
    VEC(struct section) sections;
    size_t sections_begun;
    VEC(struct task) tasks;
    VEC(struct draft) drafts;
    VEC(struct told) told;
    bool open;     /* the last task goes on */
    bool new_page; /* the row at hand is the first of a page */
    bool own;      /* there is no column of measures: each task is its own measure */
    bool dotted;   /* numbers are of task and measure: 1.1, 1.2, 2.1 */
};

/* extract/fold.c */
struct diag *find_at(struct fold *f, enum diag_code code, struct place at, struct str detail);
/* A finding on the row of this draft, whose measure has no number yet. */
void find_in_draft(struct fold *f, enum diag_code code, struct place at, struct str detail,
                   size_t draft);
struct place row_place(const struct fold *f, const struct grow *row);
/* What the row prints in a column, without white space and folded; nothing for column -1. */
struct str name_in(struct fold *f, const struct grow *row, int column);
/* The first printing of a name or number is the item, its repetitions are furniture. */
void claim_name(struct fold *f, const struct grow *row, int column, enum use use);

/* extract/fold_sections.c */
void enter_section(struct fold *f, const struct grow *row);
/* Row r has a number and a name alone, over rows that count in another way: 一 over （一）. */
bool is_numbered_section(struct fold *f, size_t r);
void make_section(struct fold *f, struct grow *row); /* of such a row one over all columns */
/* A column of categories, or of tasks that the measures' own tasks stand under. */
bool groups_tasks(const struct fold *f, size_t c);
void enter_groups(struct fold *f, const struct grow *row);
/* Section rows, then the categories that columns of their own give the tasks. */
struct str section_path(struct fold *f);
void add_step(struct buf *path, struct str step);

/* extract/fold_tasks.c */
/* Do all rows count measures within their tasks (1.1, 1.2, 2.1), under one name each? */
bool numbers_are_dotted(struct fold *f);
/* Of a table without a column of numbers: which column's texts begin with them, counted row by row,
 * or -1. */
int column_of_numbers_in_front(struct fold *f);
struct str without_number(struct str s);
/* The row's number and name say whether the task above goes on. */
void enter_task(struct fold *f, const struct grow *row);
/* Numbers that were lost, by those around them. */
void infer_numbers(struct fold *f);

#endif
