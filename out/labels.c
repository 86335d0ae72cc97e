#include "out/labels.h"

static const struct {
    struct str name, text[2];
} labels[LABELS] = {
#define X(id, zh, en) {S(#id), {S(zh), S(en)}},
#include "out/labels.list"
#undef X
};

int lang_of(struct str name, enum lang *out) {
    if (!str_eq(name, S("zh")) && !str_eq(name, S("en")))
        return -1;
    *out = str_eq(name, S("en")) ? LANG_EN : LANG_ZH;
    return 0;
}

struct str lang_tag(enum lang lang) {
    return lang == LANG_ZH ? S("zh-CN") : S("en");
}

struct str label(enum lang lang, enum label_id id) {
    return labels[id].text[lang];
}

struct str label_of(enum lang lang, struct str name) {
    for (enum label_id id = 0; id < LABELS; id++)
        if (str_eq(labels[id].name, name))
            return labels[id].text[lang];
    return name;
}
