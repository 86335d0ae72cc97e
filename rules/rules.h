/* Rules: the facts of the field, one line each in rules/ .tsv files, embedded in the program.
 *
 * A file's lines are tab-separated: # starts a comment line, the first other line names the
 * columns, the last column is "seen": where the fact was seen. Loaded once for the whole run,
 * constant then, and shared by all documents. Two meanings for one name are an error that names
 * both lines.
 */
#ifndef TIAOMU_RULES_RULES_H
#define TIAOMU_RULES_RULES_H

#include "base/diag.h"
#include "rules/citations.h"
#include "rules/deadlines.h"
#include "rules/duties.h"
#include "rules/editing.h"
#include "rules/facts.h"
#include "rules/orgs.h"
#include "rules/quantities.h"
#include "rules/repair.h"

/* What a table column holds. */
enum field {
    FIELD_NONE, /* not a known column name */
    FIELD_NUMBER,
    FIELD_TASK,
    FIELD_MEASURE,
    FIELD_DEADLINE,
    FIELD_ROLE,
    FIELD_GROUP, /* a category that groups rows */
    FIELD_LABEL, /* names the row */
    FIELD_VALUE,
    FIELD_TIME,   /* when something of the row is: 2024.03 is no number */
    FIELD_REMARK, /* says something about the row */
};

struct column {
    enum field field;
    int role_kind; /* enum role_kind of a FIELD_ROLE column */
};

/* What a line of text is by its shape. */
enum line_kind {
    LINE_NONE,
    LINE_HEADING,  /* level says how deep */
    LINE_NUMBERED, /* a numbered clause: "1." … */
    LINE_ANNEX,    /* 附件1 */
    LINE_TITLE,    /* a document's or table's title */
    LINE_NOTE,     /* 说明：, 备注： */
    LINE_DATE,
    LINE_DOC_NO,
    LINE_FURNITURE, /* page furniture; name says which */
};

struct line_match {
    enum line_kind kind;
    int level;        /* of a heading, from 1 */
    bool inferred;    /* the number's form shows that it stands for a lost one */
    struct str label; /* the matched number, a part of the line */
    struct str name;  /* of furniture */
};

enum org_shape { SHAPE_NONE, SHAPE_BODY, SHAPE_TAIL, SHAPE_GROUP };

struct rules;

/* A file of rules: name as in "columns.tsv". */
struct rules_file {
    struct str name, text;
};

/* Loads the embedded rules; files with the same name in replace (n of them) take their place. The
 * texts must live as long as the rules. NULL with an error in diags (file and line). The rules live
 * in a, but for the patterns, which rules_drop frees. */
struct rules *rules_load(struct arena *a, const struct rules_file *replace, size_t n,
                         struct diags *diags);
void rules_drop(struct rules *r);
/* Makes machine code of patterns, of more of them the more bytes are to be read, up to
 * RULES_HASTENED. A process that may make no code interprets them. */
enum { RULES_HASTENED = 96 << 10 };
void rules_hasten(const struct rules *r, size_t bytes);
struct str rules_version(const struct rules *r); /* 12 hexadecimal digits over all files */

/* A column's meaning by its name, without white space; FIELD_NONE where unknown. */
struct column rules_column(const struct rules *r, struct str name);
/* How many names of columns text begins with, nothing between them, and where they end. */
size_t rules_columns_glued(const struct rules *r, struct str text, size_t *end);
/* As rules_column, for what stands in a header row, where a short name is known by its ending too.
 */
struct column rules_header(const struct rules *r, struct str header);
/* The same for a name in which one character was taken for one that looks alike. */
struct column rules_misread_header(const struct rules *r, struct str header);
bool rules_deadline(const struct rules *r, struct str text); /* text without white space */
const struct deadlines *rules_deadlines(const struct rules *r);
struct line_match rules_line(const struct rules *r, struct str line);
bool rules_heading(const struct rules *r, struct str line); /* is it of LINE_HEADING? */
bool rules_post(const struct rules *r,
                struct str text); /* 常务副县长: whom it names stands behind */
bool rules_ditto(const struct rules *r, struct str cell); /* "同上": printed for the cell above */
bool rules_none(const struct rules *r, struct str cell);  /* "——": printed for “none” */
/* What the whole of text is as the name of an organisation (see rules/org_shapes.tsv). */
enum org_shape rules_org_shape(const struct rules *r, struct str text);
/* The name is a unit although it holds a list mark (市科委、中关村管委会). */
bool rules_whole_name(const struct rules *r, struct str text);
/* Is it a part of the name of some kind of bodies (资源 of 规划自然资源委)? */
bool rules_word_of_kinds(const struct rules *r, struct str word);
/* Is it the name of a kind of bodies under the word for a division: 区住房城乡建设委? Without white
 * space. */
bool rules_known_unit(const struct rules *r, struct str name);
/* Ends of a name to take off (等部门, 牵头): its length without them. */
size_t rules_name_end(const struct rules *r, struct str name);
/* What it is as a company's legal form (有限公司) tells no company from another: the length of the
 * name without it. */
size_t rules_name_core(const struct rules *r, struct str name);
/* Length of the name of a branch at the front of text (市交通委密云公路分局), in which no other
 * name begins; 0 where there is none. */
size_t rules_name_branch(const struct rules *r, struct str text);
/* Length of what stands in text before a name and is none of it (责任单位：, 1.). */
size_t rules_name_front(const struct rules *r, struct str text);
/* Length of the word at the front of text that parts two names (和, 会同); 0 where no name may
 * begin behind it. */
size_t rules_name_link(const struct rules *r, struct str text);
/* May a name begin at the front of next, glued behind another? Only there can they be parted. */
bool rules_name_may_begin(const struct rules *r, struct str next);

const struct repairs *rules_repairs(const struct rules *r);
const struct quantity_rules *rules_quantities(const struct rules *r);
const struct citation_rules *rules_citations(const struct rules *r);
const struct duties *rules_duties(const struct rules *r);
const struct facts *rules_facts(const struct rules *r);
const struct editing *rules_editing(const struct rules *r);

/* Provinces, cities and counties, in the order of their codes. */
size_t rules_divisions(const struct rules *r);
const struct division *rules_division(const struct rules *r, size_t i); /* i < rules_divisions */
/* For the resolver: these with towns, and the registry of organisations. */
struct registry;
const struct divisions *rules_gazetteer(const struct rules *r);
const struct registry *rules_registry(const struct rules *r);

#endif
