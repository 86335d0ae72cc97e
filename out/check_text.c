/* Findings for a terminal. */
#include "out/check.h"
#include "out/layout.h"

enum { INDENT = 2, PLACES = 12, EXCERPT = 60 };

const struct check_words *check_words(enum check_code code, enum lang lang) {
    const struct check_info *info = check_info(code);
    return lang == LANG_ZH ? &info->zh : &info->en;
}

struct str check_message(struct arena *a, const struct finding *f, enum lang lang) {
    return finding_text(a, f, check_words(f->code, lang)->text);
}

static struct str level_name(enum diag_level level, enum lang lang) {
    return lang == LANG_ZH ? label_of(lang, diag_level_name(level)) : diag_level_name(level);
}

struct printing {
    struct buf *b;
    struct out_check_view view;
    const struct checked *file;
    bool *told; /* findings that were told with an earlier one */
};

static bool zh(const struct printing *p) {
    return p->view.lang == LANG_ZH;
}

static void paint(const struct printing *p, const char *code) {
    if (p->view.colour)
        buf_fmt(p->b, "\033[%sm", code);
}

static const char *colour_of(enum diag_level level) {
    return level == DIAG_ERROR ? "31" : level == DIAG_WARNING ? "33" : "36";
}

/* ---- places ---- */

static void put_place(struct buf *b, const struct finding *f, enum lang lang) {
    struct str item = finding_item(b->a, f);
    if (f->at.line)
        buf_fmt(b, lang == LANG_ZH ? "第%u行" : "line %u", f->at.line);
    else if (place_path(f->at).n)
        buf_add(b, place_path(f->at));
    if (item.n)
        buf_fmt(b, "%s%.*s", f->at.line || place_path(f->at).n ? "  " : "", STR_ARG(item));
}

/* Findings of one kind that say the same of the same words are told once. */
static bool alike(const struct finding *x, const struct finding *y) {
    return x->code == y->code && x->part[0].n && str_eq(x->part[0], y->part[0]) &&
           str_eq(x->part[1], y->part[1]);
}

static void put_others(struct printing *p, size_t i) {
    const finding_list *all = &p->file->findings;
    struct buf places = {.a = p->b->a};
    size_t n = 0;
    for (size_t k = i + 1; k < all->n; k++) {
        if (p->told[k] || !alike(&all->at[i], &all->at[k]))
            continue;
        p->told[k] = true;
        if (n++ < PLACES) {
            buf_add(&places, n > 1 ? zh(p) ? S("、") : S(", ") : S(""));
            if (all->at[k].at.line)
                buf_fmt(&places, "%u", all->at[k].at.line);
            else
                put_place(&places, &all->at[k], p->view.lang);
        }
    }
    if (n == 0)
        return;
    if (n > PLACES)
        buf_add(&places, S("…"));
    struct str label =
        zh(p) ? str_fmt(p->b->a, "另有%zu处：", n) : str_fmt(p->b->a, "%zu more:", n);
    layout_text(p->b, INDENT, label, buf_str(&places), p->view.width);
}

/* ---- one finding ---- */

/* In one line, the middle of a long one left out. */
static struct str shortened(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    size_t n = utf8_len(s), i = 0;
    for (size_t k = 0; i < s.n; k++) {
        size_t at = i;
        int32_t cp = utf8_next(s, &i);
        bool cut = n > EXCERPT && k >= EXCERPT / 2 && k < n - EXCERPT / 2;
        if (cut && k == EXCERPT / 2)
            buf_add(&b, S("…"));
        if (!cut)
            buf_add(&b, cp == '\n' ? S(" ") : str_cut(s, at, i));
    }
    return buf_str(&b);
}

static void put_head(struct printing *p, const struct finding *f) {
    const struct check_info *info = check_info(f->code);
    size_t from = p->b->n;
    put_place(p->b, f, p->view.lang);
    if (p->b->n > from)
        buf_add(p->b, S("  "));
    paint(p, colour_of(info->level));
    buf_add(p->b, level_name(info->level, p->view.lang));
    paint(p, "0");
    buf_fmt(p->b, "  %.*s\n", STR_ARG(info->name));
}

static void put_finding(struct printing *p, size_t i) {
    const struct finding *f = &p->file->findings.at[i];
    struct arena *a = p->b->a;
    struct str action = finding_text(a, f, check_words(f->code, p->view.lang)->action);
    put_head(p, f);
    if (f->excerpt.n)
        layout_text(p->b, INDENT, S("|"), shortened(a, f->excerpt), p->view.width);
    layout_text(p->b, INDENT, S(""), check_message(a, f, p->view.lang), p->view.width);
    if (action.n)
        layout_text(p->b, INDENT, S("→"), action, p->view.width);
    put_others(p, i);
    buf_byte(p->b, '\n');
}

/* ---- a file, and all of them ---- */

static void count_levels(const finding_list *list, size_t counts[3], bool why) {
    for (size_t i = 0; i < list->n; i++) {
        const struct check_info *info = check_info(list->at[i].code);
        counts[info->level] += why || !info->reading;
    }
}

static void put_counts(struct printing *p, const size_t counts[3], size_t suppressed) {
    buf_fmt(p->b, zh(p) ? "错误%zu，警告%zu，提示%zu" : "%zu errors, %zu warnings, %zu notes",
            counts[DIAG_ERROR], counts[DIAG_WARNING], counts[DIAG_NOTE]);
    if (suppressed)
        buf_fmt(p->b, zh(p) ? "；忽略%zu" : "; %zu suppressed", suppressed);
}

static void put_coverage(struct printing *p) {
    const struct coverage *c = &p->file->coverage;
    uint64_t lost = c->total - c->items - c->headings - c->furniture;
    buf_fmt(p->b,
            zh(p) ? "全文%llu字：条目%llu，标题%llu，版面%llu，未归入%llu\n"
                  : "%llu characters: %llu in items, %llu in headings, %llu furniture, %llu lost\n",
            (unsigned long long)c->total, (unsigned long long)c->items,
            (unsigned long long)c->headings, (unsigned long long)c->furniture,
            (unsigned long long)lost);
}

static void put_file(struct printing *p, const struct checked *file) {
    size_t counts[3] = {0};
    p->file = file;
    p->told = arena_array(p->b->a, file->findings.n + 1, sizeof *p->told);
    paint(p, "1");
    buf_add(p->b, file->file);
    paint(p, "0");
    if (file->title.n)
        buf_fmt(p->b, "  %.*s", STR_ARG(file->title));
    buf_add(p->b, S("\n\n"));
    for (size_t i = 0; i < file->findings.n; i++)
        if (!p->told[i] && (p->view.why || !check_info(file->findings.at[i].code)->reading))
            put_finding(p, i);
    count_levels(&file->findings, counts, p->view.why);
    put_counts(p, counts, file->suppressed);
    buf_byte(p->b, '\n');
    if (!file->refused && file->coverage.total)
        put_coverage(p);
}

void out_check(struct buf *b, const checked_list *files, struct out_check_view view) {
    struct printing p = {.b = b, .view = view};
    size_t counts[3] = {0}, suppressed = 0;
    for (size_t i = 0; i < files->n; i++) {
        if (i)
            buf_byte(b, '\n');
        put_file(&p, &files->at[i]);
        count_levels(&files->at[i].findings, counts, view.why);
        suppressed += files->at[i].suppressed;
    }
    if (files->n < 2)
        return;
    buf_fmt(b, view.lang == LANG_ZH ? "\n共%zu份文件：" : "\n%zu files: ", files->n);
    put_counts(&p, counts, suppressed);
    buf_byte(b, '\n');
}

/* ---- the registry ---- */

/* Where a finding has words of its document. */
static struct str general(struct arena *a, struct str text) {
    static const struct finding any = {.part = {S("…"), S("…"), S("…")}};
    return finding_text(a, &any, text);
}

void out_check_explain(struct buf *b, enum check_code code, enum lang lang, size_t width) {
    const struct check_info *info = check_info(code);
    const struct check_words *w = check_words(code, lang);
    bool chinese = lang == LANG_ZH;
    buf_fmt(b, "%.*s  %.*s\n\n", STR_ARG(info->name), STR_ARG(level_name(info->level, lang)));
    layout_text(b, 0, S(""), w->about, width);
    layout_text(b, 0, chinese ? S("报告：") : S("says:"), general(b->a, w->text), width);
    if (w->action.n)
        layout_text(b, 0, chinese ? S("处理：") : S("do:"), general(b->a, w->action), width);
}

void out_check_codes(struct buf *b, enum lang lang, size_t width) {
    struct layout l = {.a = b->a, .columns = 3};
    for (int i = 0; i < CHECK_CODES; i++) {
        const struct check_info *info = check_info((enum check_code)i);
        layout_cell(&l, info->name);
        layout_cell(&l, level_name(info->level, lang));
        layout_cell(&l, general(b->a, check_words((enum check_code)i, lang)->text));
    }
    if (layout_fit(&l, width))
        layout_rows(b, &l, 0, CHECK_CODES);
}

void out_check_manual(struct buf *b, enum lang lang) {
    buf_add(b, lang == LANG_ZH ? S("| 代码 | 级别 | 检查什么 | 怎么处理 |\n")
                               : S("| code | severity | what is looked for | what to do |\n"));
    buf_add(b, S("|---|---|---|---|\n"));
    for (int i = 0; i < CHECK_CODES; i++) {
        const struct check_info *info = check_info((enum check_code)i);
        const struct check_words *w = check_words((enum check_code)i, lang);
        buf_fmt(b, "| `%.*s` | %.*s | %.*s | %.*s |\n", STR_ARG(info->name),
                STR_ARG(level_name(info->level, lang)), STR_ARG(w->about),
                STR_ARG(general(b->a, w->action)));
    }
}
