/* Quantities in one writing: 二十家 for 20家, 26微克每立方米 for 26微克/立方米. */
#include "base/numeral.h"
#include "base/utf8.h"
#include "corpus/diff.h"
#include "corpus/said.h"

/* Where the number of a quantity's words begins and ends; false: it is not written out there, or
 * something is told behind it that the quantity does not know. */
static bool find_number(const struct quantity *q, struct str words, size_t *from, size_t *to) {
    for (size_t i = 0; i < words.n; utf8_next(words, &i)) {
        double value = 0, other;
        size_t n = numeral_read(words, i, &value);
        if (!n || value < q->value || value > q->value)
            continue;
        *from = i;
        *to = i + n;
        for (size_t k = *to; k < words.n; utf8_next(words, &k))
            if (numeral_read(words, k, &other))
                return false;
        return true;
    }
    return false;
}

/* A number with its unit and comparator stands in the words of its quantity, behind what leads up
 * to it. Appends the text up to the quantity's end in s, and returns that end. */
static size_t put_quantity(struct arena *a, struct buf *b, const struct quantity *q, struct str s,
                           size_t at) {
    struct str words = utf8_squeeze(a, q->text);
    size_t found = words.n && q->has_value ? str_find(s, words, at) : SIZE_MAX, from, to;
    if (found == SIZE_MAX || !find_number(q, words, &from, &to))
        return at;
    struct amount amount = quantity_amount(q);
    buf_add(b, str_cut(s, at, found + from));
    buf_fmt(b, "%.12g%.*s%.*s", amount.value, STR_ARG(amount.unit), STR_ARG(q->comparator));
    return found + words.n;
}

static void put_spelled(struct arena *a, struct buf *b, const struct item *item) {
    static const plan_quantities none;
    const plan_quantities *list = item->measure  ? &item->measure->quantities
                                  : item->clause ? &item->clause->quantities
                                                 : &none;
    struct str s = utf8_squeeze(a, item_text(item));
    size_t at = 0;
    for (size_t i = 0; i < list->n; i++)
        if (!i || !str_eq(list->at[i].text, list->at[i - 1].text)) /* 60至80个 is two */
            at = put_quantity(a, b, &list->at[i], s, at);
    buf_add(b, str_cut(s, at, s.n));
}

struct str diff_spelled(struct arena *a, const item_list *items) {
    struct buf b = {.a = a};
    for (size_t i = 0; i < items->n; i++)
        put_spelled(a, &b, &items->at[i]);
    return buf_str(&b);
}

static bool is_arabic(struct str s, size_t i) {
    return i < s.n && s.p[i] >= '0' && s.p[i] <= '9';
}

bool diff_same_numbers(struct str x, struct str y) {
    size_t i = 0, k = 0;
    while (i < x.n && k < y.n) {
        size_t after = i, beyond = k;
        double one, other;
        if (utf8_next(x, &after) == utf8_next(y, &beyond)) {
            i = after;
            k = beyond;
            continue;
        }
        size_t n = numeral_read(x, i, &one), m = numeral_read(y, k, &other);
        if (!n || !m || is_arabic(x, i) == is_arabic(y, k) || one < other || one > other)
            return false;
        i += n;
        k += m;
    }
    return i == x.n && k == y.n;
}
