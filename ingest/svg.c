#include "ingest/svg.h"
#include "base/utf8.h"
#include "ingest/tags.h"
#include <math.h>
#include <string.h>

/* Points: a box so thin is a line; how far a straight line may lean; a page with more pieces is a
 * picture. */
#define THIN 4.0
#define STRAIGHT 0.5
enum { MOST_PIECES = 65536 };

/* x' = a x + c y + e, y' = b x + d y + f (SVG 1.1, 7.4). */
struct matrix {
    double a, b, c, d, e, f;
};

struct point {
    double x, y;
};

struct drawing {
    struct doc *doc;
    struct page *page;
    VEC(struct matrix) open; /* of the elements open, each with those around it */
    size_t hidden;           /* elements open inside of one that only defines */
    VEC(struct point) path;  /* its part at hand */
    bool stroked, filled;
    VEC(struct box) found; /* in the path at hand */
    bool bent;             /* which is no ruling, but a letter or a picture */
};

static struct matrix matrix_of(const struct tag *tag) {
    struct str s = tag_attr(tag, "transform");
    double v[6] = {1, 0, 0, 1, 0, 0};
    size_t at = 0, n = 0;
    if (str_starts(s, S("matrix")))
        while (n < 6 && tag_number(s, &at, &v[n]))
            n++;
    else if (str_starts(s, S("translate")))
        while (n < 2 && tag_number(s, &at, &v[4 + n]))
            n++;
    return (struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

static struct matrix inside(struct matrix o, struct matrix i) {
    return (struct matrix){o.a * i.a + o.c * i.b,       o.b * i.a + o.d * i.b,
                           o.a * i.c + o.c * i.d,       o.b * i.c + o.d * i.d,
                           o.a * i.e + o.c * i.f + o.e, o.b * i.e + o.d * i.f + o.f};
}

/* Is the element painted that way? By its attribute, or a property of its style. */
static bool painted(const struct tag *tag, const char *how, bool otherwise) {
    struct str paint = tag_attr(tag, how), style = tag_attr(tag, "style"), key = str_of(how);
    for (size_t at = 0; !paint.n && (at = str_find(style, key, at)) != SIZE_MAX; at += key.n) {
        bool begins = at == 0 || style.p[at - 1] == ';' || style.p[at - 1] == ' ';
        struct str rest = str_cut(style, at + key.n, style.n);
        if (begins && str_starts(rest, S(":")))
            paint = utf8_trim(str_cut(rest, 1, rest.n));
    }
    return paint.n ? !str_starts(paint, S("none")) : otherwise;
}

static void rule(struct drawing *d, struct point from, struct point to) {
    d->bent = d->bent || (fabs(from.x - to.x) > STRAIGHT && fabs(from.y - to.y) > STRAIGHT);
    *vec_push(d->doc->a, &d->found) = (struct box){from.x, from.y, to.x, to.y};
}

/* A filled part of a path that is one thin box. */
static void rule_filled(struct drawing *d) {
    struct box b = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < d->path.n; i++) {
        struct point p = d->path.at[i], before = d->path.at[i ? i - 1 : d->path.n - 1];
        d->bent = d->bent || (fabs(p.x - before.x) > STRAIGHT && fabs(p.y - before.y) > STRAIGHT);
        b = (struct box){fmin(b.x0, p.x), fmin(b.y0, p.y), fmax(b.x1, p.x), fmax(b.y1, p.y)};
    }
    if (d->path.n >= 4 && fmin(b.x1 - b.x0, b.y1 - b.y0) <= THIN)
        *vec_push(d->doc->a, &d->found) = b;
}

static void end_part(struct drawing *d, bool closed) {
    for (size_t i = 1; d->stroked && i < d->path.n; i++)
        rule(d, d->path.at[i - 1], d->path.at[i]);
    if (d->stroked && closed && d->path.n > 2)
        rule(d, d->path.at[d->path.n - 1], d->path.at[0]);
    if (d->filled)
        rule_filled(d);
    d->path.n = 0;
}

static void end_path(struct drawing *d) {
    end_part(d, false);
    for (size_t i = 0; !d->bent && i < d->found.n && d->page->rulings.n < MOST_PIECES; i++)
        geometry_ruling(d->doc, d->page, d->found.at[i]);
    d->found.n = 0;
    d->bent = false;
}

static void go(struct drawing *d, double x, double y) {
    struct matrix m = d->open.at[d->open.n - 1];
    *vec_push(d->doc->a, &d->path) =
        (struct point){m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f};
}

/* The commands that drawing programs write: M, L, H, V, C, Z, absolute. */
static void draw_path(struct drawing *d, struct str s) {
    double x = 0, y = 0;
    for (size_t at = 0; at < s.n;) {
        char command = s.p[at++];
        bool ok = true;
        d->bent = d->bent || command == 'C';
        if (command == 'M' || command == 'Z')
            end_part(d, command == 'Z');
        if (command == 'M' || command == 'L')
            ok = tag_number(s, &at, &x) && tag_number(s, &at, &y);
        else if (command == 'H' || command == 'V')
            ok = tag_number(s, &at, command == 'H' ? &x : &y);
        else
            continue;
        if (!ok)
            break;
        go(d, x, y);
    }
    end_path(d);
}

static void draw_box(struct drawing *d, const struct tag *tag) {
    double x = tag_attr_number(tag, "x"), y = tag_attr_number(tag, "y");
    double width = tag_attr_number(tag, "width"), height = tag_attr_number(tag, "height");
    go(d, x, y);
    go(d, x + width, y);
    go(d, x + width, y + height);
    go(d, x, y + height);
    end_part(d, true);
    end_path(d);
}

static bool only_defines(const char *name) {
    static const char *const names[] = {"defs", "symbol", "clipPath", "mask", "pattern"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void on_open(void *user, const struct tag *tag) {
    struct drawing *d = user;
    if (d->hidden || only_defines(tag->name)) {
        d->hidden++;
        return;
    }
    struct matrix m = inside(d->open.at[d->open.n - 1], matrix_of(tag));
    *vec_push(d->doc->a, &d->open) = m;
    d->stroked = painted(tag, "stroke", false);
    d->filled = painted(tag, "fill", true);
    if (strcmp(tag->name, "path") == 0)
        draw_path(d, tag_attr(tag, "d"));
    else if (strcmp(tag->name, "rect") == 0)
        draw_box(d, tag);
}

static void on_close(void *user, const char *name) {
    struct drawing *d = user;
    (void)name;
    if (d->hidden)
        d->hidden--;
    else if (d->open.n > 1)
        d->open.n--;
}

int svg_rulings(struct doc *doc, struct page *p, struct str svg, const struct limits *limits) {
    static const struct tag_reader reader = {on_open, on_close, NULL};
    struct drawing d = {.doc = doc, .page = p};
    *vec_push(doc->a, &d.open) = (struct matrix){1, 0, 0, 1, 0, 0};
    return tags_read(svg, TAGS_XML, limits, &doc->diags, &reader, &d);
}
