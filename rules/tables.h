/* Inside rules/: what the files hold once they are loaded (load.c), for those who ask (rules.c). */
#ifndef TIAOMU_RULES_TABLES_H
#define TIAOMU_RULES_TABLES_H

#include "rules/pattern.h"
#include "rules/registry.h"
#include "rules/rules.h"

struct name_rule {
    struct str name;
    struct column column;
    struct place at;
};

enum name_kind {
    NAME_WHOLE,
    NAME_POST,
    NAME_END,
    NAME_LEGAL,
    NAME_NONE,
    NAME_DITTO,
    NAME_FIRST,
    NAME_BRANCH,
    NAME_FRONT,
    NAME_LINK,
    NAME_KINDS
};

struct rules {
    struct str version;
    VEC(struct name_rule) columns;
    size_t longest_column; /* bytes */
    struct deadlines *deadlines;
    VEC(struct line_match) lines;
    VEC(enum org_shape) shapes;
    struct pattern *line, *shape; /* all of those, joined */
    struct pattern *heading;      /* the lines up to the last kind of heading */
    struct shape_memo *memos;     /* by the name's hash */
    VEC(struct str) names[NAME_KINDS];
    struct pattern *first;  /* how a glued name may begin */
    struct pattern *branch; /* a name in which none begins, its group */
    struct pattern *front;  /* what stands before a name; its group */
    struct pattern *post;   /* an office */
    struct pattern *whole;  /* one name with list marks inside */
    struct pattern *link;   /* a link, its group, and how a name may begin */
    struct divisions *divisions;
    struct registry *registry;
    struct repairs *repairs;
    struct quantity_rules *quantities;
    struct citation_rules *citations;
    struct duties *duties;
    struct facts *facts;
    struct editing **editing;  /* NULL until it is asked for */
    struct patterns *patterns; /* all of them */
};

/* The shape of a name that was asked for before: documents print few names often. */
struct shape_memo {
    char name[62];
    uint8_t n, shape; /* bytes of the name; 0: none */
};

enum { SHAPE_MEMOS = 512 };

#endif
