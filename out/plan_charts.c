/* Who leads how much, and what is due when. */
#include "out/chart.h"
#include "out/plan_html.h"

enum { MOST_ORGS = 12, MONTHS = 12 };

/* One measure counts once for each organisation that leads it, or, where the plan has no such
 * role, that is responsible. */
static enum role_kind leading_kind(const struct plan *plan) {
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++) {
            const plan_roles *roles = &plan->measures.at[i].assignments.at[k].roles;
            for (size_t r = 0; r < roles->n; r++)
                if (roles->at[r].role_kind == ROLE_LEAD)
                    return ROLE_LEAD;
        }
    return ROLE_RESPONSIBLE;
}

static void add_leads(struct html *h, bar_list *bars, const struct measure *m, enum role_kind kind,
                      size_t *last, size_t number) {
    for (size_t k = 0; k < m->assignments.n; k++) {
        const plan_roles *roles = &m->assignments.at[k].roles;
        for (size_t r = 0; r < roles->n; r++)
            for (size_t i = 0; roles->at[r].role_kind == kind && i < roles->at[r].mentions.n; i++) {
                const struct mention *one = &roles->at[r].mentions.at[i];
                struct bar *bar = chart_bar(h->a, bars, one->org.n ? one->org : one->mention);
                size_t at = (size_t)(bar - bars->at);
                bar->parts[0] += last[at] != number;
                last[at] = number;
            }
    }
}

static void put_leads(struct html *h, const struct plan *plan) {
    bar_list bars = {0};
    enum role_kind kind = leading_kind(plan);
    size_t mentions = 0;
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            for (size_t r = 0; r < plan->measures.at[i].assignments.at[k].roles.n; r++)
                mentions += plan->measures.at[i].assignments.at[k].roles.at[r].mentions.n;
    size_t *last = arena_array(h->a, mentions + 1, sizeof *last);
    for (size_t i = 0; i < plan->measures.n; i++)
        add_leads(h, &bars, &plan->measures.at[i], kind, last, i + 1);
    chart_sort(&bars, MOST_ORGS);
    chart_rows(h,
               kind == ROLE_LEAD ? html_label(h, LABEL_leads_by_org)
                                 : html_label(h, LABEL_duties_by_org),
               (const struct str[CHART_PARTS]){{0}}, &bars);
}

/* "2026-06-30": year and month; false where there is no date. */
static bool date_of(struct str iso, uint32_t *year, uint32_t *month) {
    return str_uint(str_cut(iso, 0, 4), year) && str_uint(str_cut(iso, 5, 7), month) &&
           *month >= 1 && *month <= MONTHS;
}

struct span {
    uint32_t first, last;
};

static struct span years_of(const struct plan *plan) {
    struct span s = {UINT32_MAX, 0};
    uint32_t y, m;
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++)
            if (date_of(plan->measures.at[i].assignments.at[k].deadline_end, &y, &m)) {
                s.first = y < s.first ? y : s.first;
                s.last = y > s.last ? y : s.last;
            }
    return s;
}

static void count_due(const struct plan *plan, struct span years, bool by_month, bar_list *bars) {
    uint32_t y, m;
    for (size_t i = 0; i < plan->measures.n; i++)
        for (size_t k = 0; k < plan->measures.at[i].assignments.n; k++) {
            const struct assignment *as = &plan->measures.at[i].assignments.at[k];
            if (date_of(as->deadline_end, &y, &m))
                bars->at[by_month ? m - 1 : y - years.first].parts[0]++;
            else
                bars->at[bars->n - 1].parts[0]++;
        }
}

/* By month within one year, else by year; the last column has no date. */
static void put_deadlines(struct html *h, const struct plan *plan) {
    enum { MOST_YEARS = 30 };
    struct span years = years_of(plan);
    bool by_month = years.first == years.last;
    bar_list bars = {0};
    if (years.last == 0 || years.last - years.first > MOST_YEARS)
        return;
    uint32_t n = by_month ? MONTHS : years.last - years.first + 1;
    for (uint32_t i = 0; i < n; i++)
        chart_bar(h->a, &bars,
                  by_month ? str_fmt(h->a, h->page.lang == LANG_ZH ? "%u月" : "%u", i + 1)
                           : html_int(h, years.first + i));
    chart_bar(h->a, &bars, html_label(h, LABEL_no_date));
    count_due(plan, years, by_month, &bars);
    chart_columns(h,
                  by_month
                      ? str_fmt(h->a, "%s (%u)", html_label(h, LABEL_due_by_month).p, years.first)
                      : html_label(h, LABEL_due_by_year),
                  &bars);
}

void plan_html_charts(struct html *h, const struct plan *plan) {
    html_raw(h, "<div class=\"charts\">");
    put_leads(h, plan);
    put_deadlines(h, plan);
    html_raw(h, "</div>\n");
}
