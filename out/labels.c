#include "out/labels.h"
#include "check/check.h"

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

struct str label_reason(enum lang lang, struct str english) {
    static const struct {
        struct str en, zh;
    } reasons[] = {
#define X(en, zh) {S(en), S(zh)},
#include "out/reasons.list"
#undef X
    };
    for (size_t i = 0; lang == LANG_ZH && i < sizeof reasons / sizeof *reasons; i++)
        if (str_eq(reasons[i].en, english))
            return reasons[i].zh;
    return english;
}

struct str label_finding(struct arena *a, enum lang lang, const struct diag *d) {
    struct finding f = {0};
    if (lang == LANG_EN || check_code_of(d->name, &f.code) < 0)
        return d->text;
    const struct check_words *words = &check_info(f.code)->zh;
    f.part[0] = label_reason(lang, diag_detail(d));
    return str_fmt(a, "%.*s%s%.*s", STR_ARG(finding_text(a, &f, words->text)),
                   words->action.n ? "；" : "", STR_ARG(finding_text(a, &f, words->action)));
}
