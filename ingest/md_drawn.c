/* Grids that are drawn with the signs of Unicode's block Box Drawing (U+2500 to U+257F), as
 * programs print them on terminals, become grids of "+", "-", "=" and "|", sign by sign. */
#include "base/utf8.h"
#include "ingest/markdown.h"

static bool is_sign(int32_t cp) {
    return cp >= 0x2500 && cp <= 0x257F;
}

/* What stands for it in a grid. */
static char sign_of(int32_t cp) {
    static const int32_t across[] = {0x2500, 0x2501, 0x2504, 0x2505, 0x2508,
                                     0x2509, 0x254C, 0x254D, 0};
    static const int32_t down[] = {0x2502, 0x2503, 0x2506, 0x2507, 0x250A,
                                   0x250B, 0x254E, 0x254F, 0x2551, 0};
    for (size_t i = 0; across[i]; i++)
        if (cp == across[i])
            return '-';
    for (size_t i = 0; down[i]; i++)
        if (cp == down[i])
            return '|';
    return cp == 0x2550 ? '=' : '+';
}

static int32_t first_of(struct str line) {
    size_t i = 0;
    line = utf8_trim(line);
    return line.n ? utf8_next(line, &i) : 0;
}

/* A line of corners and lines across, and nothing else. */
static bool is_drawn_border(struct str line) {
    size_t corners = 0;
    line = utf8_trim(line);
    for (size_t i = 0; i < line.n;) {
        int32_t cp = utf8_next(line, &i);
        if (!is_sign(cp) || sign_of(cp) == '|')
            return false;
        corners += sign_of(cp) == '+';
    }
    return corners > 1 && sign_of(first_of(line)) == '+';
}

bool md_is_drawn(struct str text) {
    struct lines l = {.text = text};
    struct str line;
    if (str_find(text, S("\xE2\x94"), 0) == SIZE_MAX &&
        str_find(text, S("\xE2\x95"), 0) == SIZE_MAX)
        return false;
    while (lines_next(&l, &line)) {
        struct lines below = l;
        struct str next;
        if (is_drawn_border(line) && lines_next(&below, &next) && sign_of(first_of(next)) == '|')
            return true;
    }
    return false;
}

static void put_line(struct buf *b, struct str line) {
    for (size_t i = 0; i < line.n;) {
        size_t from = i;
        int32_t cp = utf8_next(line, &i);
        if (is_sign(cp))
            buf_byte(b, sign_of(cp));
        else
            buf_add(b, str_cut(line, from, i));
    }
}

struct str md_undrawn(struct arena *a, struct str text) {
    struct buf b = {.a = a};
    struct lines l = {.text = text};
    struct str line;
    if (!md_is_drawn(text))
        return text;
    bool inside = false;
    while (lines_next(&l, &line)) {
        inside = is_sign(first_of(line)) && (inside || is_drawn_border(line));
        if (inside)
            put_line(&b, line);
        else
            buf_add(&b, line);
        buf_byte(&b, '\n');
    }
    return buf_str(&b);
}
