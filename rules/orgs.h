/* Organisations: which body, group or place a mention means.
 *
 * A body's key is "CODE:KEY": the GB/T 2260 code of its division (9 digits for a town; the name of
 * a place the list lacks, 云岭区; 云岭区^ the unknown division above it) and its kind in kinds.tsv
 * or its own name in bodies.tsv. Bodies of one kind in two districts differ in the code alone.
 */
#ifndef TIAOMU_RULES_ORGS_H
#define TIAOMU_RULES_ORGS_H

#include "base/diag.h"
#include "rules/division.h"

struct rules;
struct resolver;

enum org_type { ORG_TYPE_NONE, ORG_TYPE_BODY, ORG_TYPE_GROUP };

/* How an answer was found: the full name, another name of the registry, the structure of the name,
 * or by bridging damage. */
enum org_how { ORG_HOW_NONE, ORG_HOW_EXACT, ORG_HOW_ALIAS, ORG_HOW_RULE, ORG_HOW_FUZZY };

enum { ORG_CANDIDATES = 3 };

struct org_candidate {
    struct str id, name;
    double confidence;
};

/* Texts live in the resolver's arena. */
struct org_answer {
    enum org_type type;
    struct str id;        /* empty of a group that no registry can number */
    struct str name;      /* full name; a group's words */
    struct str kind;      /* key of the kind, the same in every division */
    struct str code;      /* of the division: the id before its colon */
    int from, to;         /* years the body exists, 0: open */
    struct str successor; /* id, empty where there is none */
    int renamed; /* year since which the body no longer bears the mention's name; 0: it does */
    enum org_how how;
    double confidence;                               /* 0 to 1 */
    struct str reason;                               /* one line of English: why */
    struct org_candidate candidates[ORG_CANDIDATES]; /* best first, where it is not resolved */
    size_t candidate_count;
};

/* What a document says of itself; every part may be empty. */
struct org_document {
    struct str code, name; /* its jurisdiction; a name alone where the place is not listed */
    int year;              /* 0: unknown, bodies of today are meant */
    bool of_town;          /* of a town there: what is named without a place is the town's */
};

/* For one document; lives in a, as the answers do. */
struct resolver *resolver_new(struct arena *a, const struct rules *rules,
                              const struct org_document *document);
/* Where the document names no place, all its mentions together may show it: hear each of them
 * first. Does nothing where the place is known. */
void resolver_hear(struct resolver *r, struct str mention);
void resolver_heard(struct resolver *r); /* after the last */
/* Then each of them again: what names a body in full (区城管委) tells whom its field of work (城管)
 * means. */
void resolver_know(struct resolver *r, struct str mention);
/* The place whose bodies are meant, NULL where it is unknown. */
const struct division *resolver_home(const struct resolver *r);
/* What mention means; equal mentions have equal answers. */
struct org_answer resolve(struct resolver *r, struct str mention);
/* The names that a mention of several bodies runs together (区教委团区委), cut so that each is
 * known without bridging damage, the first ones as long as can be; one where it is one name, none
 * where there is no such cut. Parts of mention. */
typedef VEC(struct str) org_names;
org_names resolver_cut(struct resolver *r, struct str mention);
/* The members of a registered group: full names of bodies, in the order of codes; empty where the
 * registry does not know them. */
typedef VEC(struct org_candidate) org_members;
org_members resolver_members(struct resolver *r, struct str group_id);

/* A name of a body or group in the documents of its own division. */
struct org_name {
    struct str name;
    bool full;
    struct place at; /* the line of the rules that has it */
};

/* What the registry knows of an id beyond its name. */
struct org_facts {
    struct str kind;  /* key of the kind, the same in every division */
    struct str code;  /* of the division */
    struct str level; /* nation, province, city, district, town; empty where unknown */
    int from, to;     /* years, 0: open */
    VEC(struct org_name) names;
};
struct org_facts resolver_facts(struct resolver *r, struct str id);

#endif
