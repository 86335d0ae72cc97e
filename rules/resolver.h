/* Shared by the parts of the resolver: orgs.c (the ways to an answer), org_slots.c (divisions in a
 * name), org_home.c (the document's place), org_answer.c (from a form to a body), org_damage.c.
 */
#ifndef TIAOMU_RULES_RESOLVER_H
#define TIAOMU_RULES_RESOLVER_H

#include "rules/orgs.h"
#include "rules/registry.h"

/* Behind the second character a marker is part of a word: 密云城市管理委. */
enum { MARKER_BYTES = 6 };
enum { NAME_SLOTS = 12, NAME_MAX = 300 /* bytes; longer is no name */ };

struct vote {
    struct str word;
    unsigned count;
};
typedef VEC(struct vote) votes;

struct known_answer {
    struct str mention;
    struct org_answer *answer;
};

/* A division that a damaged name may mean. */
struct neighbour {
    const struct division *division;
    uint64_t chars; /* of its name */
};

struct resolver {
    struct arena *a;
    const struct rules *rules;
    const struct registry *registry;
    const struct divisions *divisions;
    const struct division *home; /* NULL: unknown */
    int year;
    bool of_town;
    votes places;                       /* heard in names such as 延庆公路分局 */
    votes markers;                      /* 区 in 区财政局 */
    VEC(const struct division *) towns; /* heard */
    VEC(const struct division *) made;  /* places that are not listed */
    VEC(struct neighbour) neighbours;   /* found when first needed */
    bool knows_neighbours;
    struct known_answer *known; /* answers given, by mention */
    size_t known_count, known_size;
};

/* A part of a name that stands for a division. */
struct slot {
    size_t from, to;
    const struct division *division;
    bool named; /* by its name, not by 区 */
};

struct slots {
    struct slot at[NAME_SLOTS];
    size_t n;
};

/* A name with an @ for each of its slots. */
struct skeleton {
    char text[NAME_MAX];
    size_t length, n;
    const struct slot *slot[2];
};

/* A form, and whose body it means. */
struct reading {
    const struct form *form;
    const struct division *own; /* NULL of a group where the place is unknown */
    bool near;                  /* the body's division is the document's own or above it */
};

/* org_slots.c */
/* All divisions that name may hold, in the document's context. */
void find_slots(struct resolver *r, struct str name, struct slots *out);
/* The marker (市, 区, 自治州 …) at the front of text, or empty. */
struct str marker_at(struct str text);
/* The division that a marker means: the document's own or the nearest one above that is called so;
 * a stand-in where what is above is unknown. NULL where there is none. */
const struct division *division_by_marker(struct resolver *r, struct str marker);
/* A place that the list lacks, made once. */
const struct division *make_division(struct resolver *r, struct str code, struct str name,
                                     const struct division *up);
/* Calls fn with each way to read the slots of name, the most slots first, until it says true. */
void each_skeleton(struct str name, const struct slots *slots,
                   bool (*fn)(void *, const struct skeleton *), void *ctx);
struct str skeleton_text(const struct skeleton *k);
/* Can the form mean a body, given what stands in the slots? */
bool form_fits(struct resolver *r, const struct form *f, const struct skeleton *k,
               struct reading *out);

/* org_home.c */
const struct division *home_of(struct resolver *r, const struct org_document *d);

/* org_answer.c */
struct org_answer answer_of(struct resolver *r, const struct reading *reading, enum org_how how,
                            double confidence, struct str reason);
/* The division of a key, made where the list lacks it; NULL of the nation. */
const struct division *division_of_key(struct resolver *r, struct str key);
/* The answer of a key, CODE:KEY, name where no rule knows it. */
struct org_answer answer_of_key(struct resolver *r, struct str key, struct str name);

/* org_groups.c */
/* Is name a word for all divisions of a sort below own (NULL: unknown)? */
bool resolve_group_words(struct resolver *r, struct str name, const struct division *own,
                         struct org_answer *out);

/* org_damage.c */
/* Bridges damage; where that is not safe, false and the candidates in out. */
bool resolve_damaged(struct resolver *r, struct str name, struct org_answer *out);

#endif
