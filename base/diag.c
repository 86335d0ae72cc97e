#include "base/diag.h"
#include "base/utf8.h"

static const struct {
    const char *name, *text;
    enum diag_level level;
} codes[] = {
#define X(code, name, level, text) {name, text, level},
#include "base/diag.list"
#undef X
};

static struct str one_line(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    bool gap = false;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        bool control = cp < 0x20 || cp == 0x7F;
        if (!control)
            buf_add(&b, str_cut(s, at, i));
        else if (!gap)
            buf_byte(&b, ' ');
        gap = control;
    }
    return buf_str(&b);
}

struct diag *diag_add(struct diags *d, enum diag_code code, struct place at, struct str detail) {
    struct str text = str_of(codes[code].text);
    size_t hole = str_find(text, S("%s"), 0);
    struct buf b = {.a = d->a};
    buf_add(&b, str_cut(text, 0, hole));
    if (hole < text.n) {
        buf_add(&b, one_line(d->a, detail));
        buf_add(&b, str_cut(text, hole + 2, text.n));
    }
    struct diag *f = vec_push(d->a, &d->list);
    *f = (struct diag){code, str_of(codes[code].name), codes[code].level, buf_str(&b), at, 0, 0, 0};
    return f;
}

struct str diag_detail(const struct diag *d) {
    struct str text = str_of(codes[d->code].text);
    size_t hole = str_find(text, S("%s"), 0);
    if (hole == SIZE_MAX || d->text.n + 2 < text.n)
        return (struct str){0};
    return str_cut(d->text, hole, d->text.n - (text.n - hole - 2));
}

static const struct str level_names[] = {S("note"), S("warning"), S("error")};

struct place place_copy(struct arena *a, struct place at) {
    at.path = str_dup(a, place_path(at)).p;
    return at;
}

void diag_copy(struct diags *d, const struct diags *from) {
    for (size_t i = 0; i < from->list.n; i++) {
        struct diag *copy = vec_push(d->a, &d->list);
        *copy = from->list.at[i];
        copy->name = str_dup(d->a, copy->name);
        copy->text = str_dup(d->a, copy->text);
        copy->at = place_copy(d->a, copy->at);
    }
}

struct str diag_level_name(enum diag_level level) {
    return level_names[level];
}

int diag_level_of(struct str name, enum diag_level *out) {
    for (enum diag_level l = DIAG_NOTE; l <= DIAG_ERROR; l++)
        if (str_eq(name, level_names[l]))
            return *out = l, 0;
    return -1;
}

int diag_code_of(struct str name, enum diag_code *out) {
    for (int i = 0; i < DIAG_COUNT; i++)
        if (str_eq(name, str_of(codes[i].name)))
            return *out = (enum diag_code)i, 0;
    return -1;
}
