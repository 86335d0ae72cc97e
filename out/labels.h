/* The words of results for people, in Chinese or English (--lang): out/labels.list. */
#ifndef TIAOMU_OUT_LABELS_H
#define TIAOMU_OUT_LABELS_H

#include "base/diag.h"

enum lang { LANG_ZH, LANG_EN };

int lang_of(struct str name, enum lang *out); /* "zh", "en"; -1: no such language */
struct str lang_tag(enum lang lang);          /* BCP 47: "zh-CN", "en" */

enum label_id {
#define X(id, zh, en) LABEL_##id,
#include "out/labels.list"
#undef X
    LABELS
};

/* Never empty; NUL-terminated behind its end. */
struct str label(enum lang lang, enum label_id id);
/* The label of a field, a kind or a class by the name that views and JSON use; the name itself
 * where the list has none. */
struct str label_of(enum lang lang, struct str name);
/* The text of a reason (corpus/changes.h), which is English, in this language. */
struct str label_reason(enum lang lang, struct str english);
/* What a finding says and what to do, in this language (check/checks.list); its own text where that
 * has no words for it. What it quotes stays as it is. Lives in a. */
struct str label_finding(struct arena *a, enum lang lang, const struct diag *d);

#endif
