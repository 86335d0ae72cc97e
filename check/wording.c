/* Wrong characters, and words that say one thing twice, by rules/editing.tsv. */
#include "check/checker.h"

enum { CONTEXT = 6 };

static void find_all(struct checker *c, const struct passage *p, enum editing_kind kind,
                     enum check_code code) {
    const struct editing *rules = rules_editing(c->rules);
    struct edit_fault f;
    for (size_t at = 0; at < p->text.n && editing_find(rules, c->a, kind, p->text, at, &f);
         at = f.to) {
        struct str words = str_cut(p->text, f.from, f.to);
        bool typo = kind == EDITING_TYPO;
        struct finding *x =
            report(c, code, p->where, typo ? around(p->text, f.from, f.to, CONTEXT) : words);
        x->part[0] = words;
        x->part[1] = f.instead;
    }
}

void check_wording(struct checker *c) {
    for (size_t i = 0; i < c->passages.n; i++) {
        find_all(c, &c->passages.at[i], EDITING_TYPO, CHECK_WRONG_CHARACTER);
        find_all(c, &c->passages.at[i], EDITING_REDUNDANT, CHECK_REDUNDANT_WORDS);
    }
}
