/* Administrative divisions of China: GB/T 2260 down to counties, and towns where they are listed.
 * Everything lives in the arena given at load.
 */
#ifndef TIAOMU_RULES_DIVISION_H
#define TIAOMU_RULES_DIVISION_H

#include "base/diag.h"

/* What government a division has, as kinds of bodies tell them apart (kinds.tsv, levels). */
enum {
    LEVEL_NATION = 1,   /* 国 */
    LEVEL_PROVINCE = 2, /* 省: province, autonomous region */
    LEVEL_CITY = 4,     /* 市: municipality, prefecture-level city, prefecture, league */
    LEVEL_DISTRICT = 8, /* 区: district of a city */
    LEVEL_COUNTY = 16,  /* 县: county, county-level city, banner */
    LEVEL_TOWN = 32,    /* 镇: town, township */
    LEVEL_STREET = 64,  /* 街: subdistrict, area */
};

struct division {
    struct str code; /* GB/T 2260, 6 digits; 9 of a town; a name where the place is not listed */
    struct str name, short_name; /* 密云区, 密云; a town's short name is empty */
    int level;                   /* 1 province, 2 city, 3 county, 4 town */
    struct str above;            /* code of the division above, empty where there is none */
    unsigned government;         /* LEVEL_ bits; several where a name alone is known */
    const struct division *up;   /* the division above, or NULL */
};

struct divisions;

/* A name of a division found at a place of a text. */
struct division_name {
    struct str text; /* its name or short name */
    const struct division *division;
    uint32_t next;
};

/* divisions and towns are the texts of divisions.tsv and towns.tsv, each sorted by code. NULL with
 * an error in diags. */
struct divisions *divisions_load(struct arena *a, struct str divisions, struct str towns,
                                 struct diags *diags);
const struct division *division_by_code(const struct divisions *d, struct str code); /* or NULL */
/* The names that stand at byte at of text, one a call: last is the name that the call before gave,
 * NULL at first. NULL behind the last. */
const struct division_name *division_at(const struct divisions *d, struct str text, size_t at,
                                        const struct division_name *last);
/* In the order of codes, towns behind all others, which are counties of them. */
size_t divisions_count(const struct divisions *d, size_t *counties);
const struct division *division_nth(const struct divisions *d, size_t i);

/* Is upper above lower? */
bool division_above(const struct division *upper, const struct division *lower);
/* 北京市密云区: with all that stands above it. */
struct str division_full(struct arena *a, const struct division *v);
/* The LEVEL_ bits that a name tells; 0 where it ends like no division. */
unsigned division_government(struct str name);
/* The division's short name where it has one, else its name. */
struct str division_short(const struct division *v);

#endif
