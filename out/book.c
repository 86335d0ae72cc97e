#include "out/book.h"
#include "base/utf8.h"
#include <string.h>
#include <xlsxwriter.h>

enum { MOST_UNITS = 32767 }; /* of UTF-16 in a cell */

/* Texts */

static bool allowed(int32_t cp) {
    return cp == '\t' || cp == '\n' || (cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF);
}

/* _x0041_ stands for A in such files (ECMA-376 part 1, 22.9.2.19), also where a text says so. */
static bool like_escape(struct str s, size_t at) {
    static const char hex[] = "0123456789abcdefABCDEF";
    if (s.n - at < 7 || s.p[at] != '_' || s.p[at + 1] != 'x' || s.p[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++)
        if (!memchr(hex, s.p[i], sizeof hex - 1))
            return false;
    return true;
}

/* Bytes of s that fit into so many units. */
static size_t fit(struct str s, size_t units) {
    for (size_t i = 0; i < s.n;) {
        size_t at = i, takes = utf8_next(s, &i) > 0xFFFF ? 2 : 1;
        takes += like_escape(s, at) ? 6 : 0;
        if (takes > units)
            return at;
        units -= takes;
    }
    return s.n;
}

static size_t units_of(struct str s) {
    size_t units = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i, takes = utf8_next(s, &i) > 0xFFFF ? 2 : 1;
        units += takes + (like_escape(s, at) ? 6 : 0);
    }
    return units;
}

/* As XML can hold it, NUL-terminated. */
static const char *clean(struct arena *a, struct str s) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        if (!allowed(utf8_next(s, &i)))
            buf_add(&b, S("\xEF\xBF\xBD"));
        else
            buf_add(&b, like_escape(s, at) ? S("_x005F_") : str_cut(s, at, i));
    }
    return str_z(a, buf_str(&b));
}

/* What stands at the end of a text that is cut, of so many characters. */
static struct str cut_note(struct arena *a, enum lang lang, size_t n) {
    return str_fmt(a,
                   lang == LANG_ZH ? "……（单元格容纳不下，此处截断；全文共%zu字）"
                                   : "… (cut: a cell holds no more; %zu characters in all)",
                   n);
}

static const char *whole_or_cut(struct arena *a, enum lang lang, struct str s) {
    if (fit(s, MOST_UNITS) == s.n)
        return clean(a, s);
    struct str note = cut_note(a, lang, utf8_len(s));
    struct str kept = str_cut(s, 0, fit(s, MOST_UNITS - utf8_len(note)));
    return str_fmt(a, "%s%s", clean(a, kept), note.p).p;
}

/* The workbook */

static lxw_format *new_format(const struct book *b) {
    lxw_format *f = workbook_add_format(b->workbook);
    format_set_font_name(f, b->lang == LANG_ZH ? "宋体" : "Calibri");
    format_set_font_size(f, b->lang == LANG_ZH ? 10.5 : 11);
    return f;
}

static lxw_format *look(struct book *b, enum book_look look, uint8_t across, bool wrap) {
    lxw_format *f = b->looks[look] = new_format(b);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(f, across);
    if (wrap)
        format_set_text_wrap(f);
    if (look < LOOK_TITLE) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_border_color(f, look == LOOK_HEAD ? 0x7F7F7F : 0xC8C8C8);
    }
    return f;
}

static void make_looks(struct book *b) {
    look(b, LOOK_TEXT, LXW_ALIGN_LEFT, true);
    look(b, LOOK_CENTRE, LXW_ALIGN_CENTER, true);
    lxw_format *link = look(b, LOOK_LINK, LXW_ALIGN_LEFT, true);
    format_set_font_color(link, 0x0563C1);
    format_set_underline(link, LXW_UNDERLINE_SINGLE);
    format_set_num_format(look(b, LOOK_DATE, LXW_ALIGN_CENTER, false), "yyyy-mm-dd");
    lxw_format *head = look(b, LOOK_HEAD, LXW_ALIGN_CENTER, true);
    format_set_bold(head);
    format_set_bg_color(head, 0xE7E6E6);
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    lxw_format *title = look(b, LOOK_TITLE, LXW_ALIGN_LEFT, false);
    format_set_bold(title);
    format_set_font_size(title, 16);
    look(b, LOOK_LINE, LXW_ALIGN_LEFT, false);
}

/* What went or came is told by colour and by line, so that it can be told in grey. */
static void make_inks(struct book *b) {
    for (int i = 0; i <= INK_COME; i++)
        b->inks[i] = new_format(b);
    format_set_bold(b->inks[INK_HEAD]);
    format_set_font_color(b->inks[INK_GONE], 0xC00000);
    format_set_font_strikeout(b->inks[INK_GONE]);
    format_set_font_color(b->inks[INK_COME], 0x1F3FA8);
    format_set_underline(b->inks[INK_COME], LXW_UNDERLINE_SINGLE);
}

void book_open(struct book *b, struct arena *a, const char *path, const char *tmp, struct str title,
               enum lang lang, int64_t created) {
    lxw_workbook_options options = {.constant_memory = LXW_TRUE,
                                    .tmpdir = (char *)str_z(a, str_of(tmp))};
    /* The author tells that it is no plan (cli/convert.c). */
    lxw_doc_properties about = {
        .title = (char *)clean(a, title), .author = "tiaomu", .created = (time_t)created};
    *b = (struct book){.a = a, .lang = lang, .workbook = workbook_new_opt(path, &options)};
    workbook_set_properties(b->workbook, &about);
    make_looks(b);
    make_inks(b);
}

int book_close(struct book *b) {
    return workbook_close(b->workbook) == LXW_NO_ERROR ? 0 : -1;
}

/* Sheets */

void sheet_open(struct sheet *s, struct book *b, enum label_id name,
                const struct book_column *columns, size_t n) {
    enum { A3 = 8, A4 = 9 }; /* 18.18.43 of the standard's part 1, by Excel's numbers */
    static const double WIDE = 200;
    double total = 0;
    *s = (struct sheet){
        .book = b, .name = label(b->lang, name).p, .columns = columns, .columns_n = n};
    s->sheet = workbook_add_worksheet(b->workbook, s->name);
    for (size_t i = 0; i < n; i++) {
        worksheet_set_column(s->sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        total += columns[i].width;
    }
    worksheet_set_landscape(s->sheet);
    worksheet_set_paper(s->sheet, total > WIDE ? A3 : A4);
    worksheet_set_margins(s->sheet, 0.5, 0.5, 0.6, 0.6);
    worksheet_fit_to_pages(s->sheet, 1, 0);
    worksheet_set_footer(s->sheet, "&C&P / &N");
}

void sheet_heading(struct sheet *s, enum book_look look, struct str text) {
    worksheet_write_string(s->sheet, (lxw_row_t)s->row, 0, clean(s->book->a, text),
                           s->book->looks[look]);
    worksheet_set_row(s->sheet, (lxw_row_t)s->row, look == LOOK_TITLE ? 24 : 16, NULL);
    s->row++;
}

void sheet_header(struct sheet *s, size_t frozen) {
    struct book *b = s->book;
    for (size_t i = 0; i < s->columns_n; i++) {
        struct str name = label(b->lang, s->columns[i].name);
        if (s->whose && s->whose[i].n)
            name = str_of(clean(b->a, str_fmt(b->a, "%.*s %s", STR_ARG(s->whose[i]), name.p)));
        else if (s->columns[i].of)
            name = str_fmt(b->a, b->lang == LANG_ZH ? "%s%s" : "%s: %s",
                           label(b->lang, s->columns[i].of).p, name.p);
        worksheet_write_string(s->sheet, (lxw_row_t)s->row, (lxw_col_t)i, name.p,
                               b->looks[LOOK_HEAD]);
    }
    worksheet_set_row(s->sheet, (lxw_row_t)s->row, s->whose ? 44 : 30, NULL);
    s->head = s->row++;
    worksheet_freeze_panes(s->sheet, (lxw_row_t)s->row, (lxw_col_t)frozen);
    worksheet_repeat_rows(s->sheet, (lxw_row_t)s->head, (lxw_row_t)s->head);
}

static void hide_empty(struct sheet *s) {
    lxw_row_col_options hidden = {0};
    hidden.hidden = LXW_TRUE;
    for (size_t i = 0; i < s->columns_n && i < 64; i++)
        if (!(s->used & (uint64_t)1 << i))
            worksheet_set_column_opt(s->sheet, (lxw_col_t)i, (lxw_col_t)i, s->columns[i].width,
                                     NULL, &hidden);
}

void sheet_close(struct sheet *s, bool first) {
    bool empty = s->row == s->head + 1;
    worksheet_autofilter(s->sheet, (lxw_row_t)s->head, 0, (lxw_row_t)(s->row - 1),
                         (lxw_col_t)(s->columns_n - 1));
    if (!empty)
        hide_empty(s);
    else if (!first)
        worksheet_hide(s->sheet);
}

/* Cells */

/* Moves on to the next column; it holds something. */
static lxw_col_t take(struct sheet *s) {
    s->used |= s->col < 64 ? (uint64_t)1 << s->col : 0;
    return (lxw_col_t)s->col++;
}

/* Excel fits rows to their text when it opens a file, other programs do not. */
static void set_height(struct sheet *s) {
    static const double LINE = 14.5, MOST = 409;            /* points; Excel allows no more */
    size_t lines = s->lines ? s->lines + s->lines / 12 : 1; /* words and marks end lines early */
    double height = LINE * (double)lines + 2;
    worksheet_set_row(s->sheet, (lxw_row_t)s->row, height < MOST ? height : MOST, NULL);
}

void sheet_skip(struct sheet *s) {
    worksheet_write_blank(s->sheet, (lxw_row_t)s->row, (lxw_col_t)s->col++,
                          s->book->looks[LOOK_TEXT]);
}

void sheet_end_row(struct sheet *s) {
    while (s->col < s->columns_n)
        sheet_skip(s);
    set_height(s);
    s->row++;
    s->col = s->lines = 0;
}

/* Notes how many lines a text takes in the next column: a Chinese character is two wide. */
static void note_lines(struct sheet *s, size_t *at, struct str text) {
    size_t room = (size_t)s->columns[s->col].width;
    for (size_t i = 0, lines = 0; i < text.n;) {
        int32_t cp = utf8_next(text, &i);
        *at = cp == '\n' ? (*at / room + 1) * room : *at + (size_t)utf8_width(cp);
        lines = (*at + room - 1) / room;
        s->lines = lines > s->lines ? lines : s->lines;
        if (s->lines > 100)
            return;
    }
}

void sheet_text(struct sheet *s, struct arena *a, struct str text) {
    size_t at = 0;
    note_lines(s, &at, text);
    if (text.n == 0)
        sheet_skip(s);
    else
        worksheet_write_string(s->sheet, (lxw_row_t)s->row, take(s),
                               whole_or_cut(a, s->book->lang, text), s->book->looks[LOOK_TEXT]);
}

void sheet_number(struct sheet *s, double value) {
    worksheet_write_number(s->sheet, (lxw_row_t)s->row, take(s), value,
                           s->book->looks[LOOK_CENTRE]);
}

void sheet_whole(struct sheet *s, int64_t value) {
    if (value)
        sheet_number(s, (double)value);
    else
        sheet_skip(s);
}

void sheet_date(struct sheet *s, struct arena *a, struct str iso) {
    uint32_t year, month, day;
    if (iso.n != 10 || !str_uint(str_cut(iso, 0, 4), &year) ||
        !str_uint(str_cut(iso, 5, 7), &month) || !str_uint(str_cut(iso, 8, 10), &day)) {
        sheet_text(s, a, iso);
        return;
    }
    lxw_datetime date = {.year = (int)year, .month = (int)month, .day = (int)day};
    worksheet_write_datetime(s->sheet, (lxw_row_t)s->row, take(s), &date,
                             s->book->looks[LOOK_DATE]);
}

void sheet_link(struct sheet *s, struct arena *a, struct str text, const struct sheet *to,
                size_t row) {
    if (s->links == LXW_MAX_NUMBER_URLS) {
        sheet_text(s, a, text);
        return;
    }
    s->links++;
    struct str url = str_fmt(a, "internal:'%s'!A%zu", to->name, row + 1);
    worksheet_write_url_opt(s->sheet, (lxw_row_t)s->row, take(s), url.p, s->book->looks[LOOK_LINK],
                            clean(a, text), NULL);
}

/* The pieces that fit into a cell, cut where it is full; notes that it was. */
static span_list fitting(struct sheet *s, struct arena *a, const span_list *spans) {
    span_list out = {0};
    size_t units = 0, chars = 0;
    for (size_t i = 0; i < spans->n; i++) {
        units += units_of(spans->at[i].text);
        chars += utf8_len(spans->at[i].text);
    }
    struct str note = units > MOST_UNITS ? cut_note(a, s->book->lang, chars) : (struct str){0};
    size_t left = MOST_UNITS - utf8_len(note);
    for (size_t i = 0; i < spans->n && left; i++) {
        struct span p = spans->at[i];
        p.text = str_cut(p.text, 0, fit(p.text, left));
        left -= units_of(p.text);
        if (p.text.n)
            *vec_push(a, &out) = p;
        if (p.text.n < spans->at[i].text.n)
            break;
    }
    if (note.n)
        *vec_push(a, &out) = (struct span){INK_PLAIN, note};
    return out;
}

static struct str joined(struct arena *a, const span_list *spans) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < spans->n; i++)
        buf_add(&b, spans->at[i].text);
    return buf_str(&b);
}

void sheet_spans(struct sheet *s, struct arena *a, const span_list *spans) {
    span_list kept = fitting(s, a, spans);
    if (kept.n < 2) { /* a cell of one piece is no rich text */
        sheet_text(s, a, kept.n ? kept.at[0].text : (struct str){0});
        return;
    }
    size_t at = 0;
    for (size_t i = 0; i < kept.n; i++)
        note_lines(s, &at, kept.at[i].text);
    lxw_rich_string_tuple *pieces = arena_array(a, kept.n, sizeof *pieces);
    lxw_rich_string_tuple **list = arena_array(a, kept.n + 1, sizeof(void *));
    for (size_t i = 0; i < kept.n; i++) {
        pieces[i] = (lxw_rich_string_tuple){s->book->inks[kept.at[i].ink],
                                            (char *)clean(a, kept.at[i].text)};
        list[i] = &pieces[i];
    }
    /* The library counts the markup too; what is then too long for it is written without. */
    if (worksheet_write_rich_string(s->sheet, (lxw_row_t)s->row, (lxw_col_t)s->col, list,
                                    s->book->looks[LOOK_TEXT]) == LXW_NO_ERROR)
        take(s);
    else
        sheet_text(s, a, joined(a, spans));
}
