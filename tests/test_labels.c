/* out/labels: whatever a result may have to name has a Chinese and an English word. */
#include "base/utf8.h"
#include "corpus/changes.h"
#include "out/labels.h"
#include "tests/test.h"

static bool has_han(struct str s) {
    for (size_t i = 0; i < s.n;)
        if (utf8_is_han(utf8_next(s, &i)))
            return true;
    return false;
}

static void both_languages_are_there(void **state) {
    (void)state;
    for (enum label_id id = 0; id < LABELS; id++) {
        struct str zh = label(LANG_ZH, id), en = label(LANG_EN, id);
        if (!has_han(zh) || en.n == 0 || has_han(en))
            fail_msg("label %d: %s, %s", (int)id, zh.p, en.p);
    }
}

static void assert_labelled(struct str name) {
    if (!has_han(label_of(LANG_ZH, name)))
        fail_msg("%s has no label", name.p);
}

static void fields_are_labelled(void **state) {
    (void)state;
    const struct plan_fields *const all[] = {
        &plan_document_fields, &plan_measure_fields,   &plan_assignment_fields,
        &plan_role_fields,     &plan_mention_fields,   &plan_indicator_fields,
        &plan_heading_fields,  &plan_clause_fields,    &plan_footnote_fields,
        &plan_quantity_fields, &plan_reference_fields, &plan_correction_fields,
        &plan_finding_fields};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        for (size_t k = 0; k < all[i]->n; k++)
            assert_labelled(all[i]->at[k].name);
}

static void kinds_are_labelled(void **state) {
    (void)state;
    for (enum role_kind k = ROLE_LEAD; k <= ROLE_OTHER; k++)
        assert_labelled(role_kind_name(k));
    for (enum org_kind k = ORG_UNKNOWN; k <= ORG_PERSON; k++)
        assert_labelled(org_kind_name(k));
    for (enum deadline_kind k = DEADLINE_UNKNOWN; k <= DEADLINE_MILESTONES; k++)
        assert_labelled(deadline_kind_name(k));
    for (enum change_kind k = CHANGE_MODIFIED; k <= CHANGE_MERGED; k++)
        assert_labelled(change_kind_name(k));
    for (enum change_class k = CLASS_NOISE; k <= CLASS_SUBSTANTIVE; k++)
        assert_labelled(change_class_name(k));
}

static void what_has_no_label_keeps_its_name(void **state) {
    (void)state;
    assert_str(label_of(LANG_ZH, S("lead")), S("牵头单位"));
    assert_str(label_of(LANG_EN, S("lead")), S("Lead"));
    assert_str(label_of(LANG_ZH, S("no such thing")), S("no such thing"));
}

static void languages_have_names(void **state) {
    (void)state;
    enum lang lang = LANG_ZH;
    assert_int_equal(lang_of(S("en"), &lang), 0);
    assert_int_equal(lang, LANG_EN);
    assert_int_equal(lang_of(S("fr"), &lang), -1);
    assert_int_equal(lang, LANG_EN);
}

static void findings_are_told_in_both(void **state) {
    struct diags diags = {.a = *state};
    struct diag *d = diag_add(&diags, DIAG_NUMBER_INFERRED, (struct place){0}, S("4"));
    assert_str(label_finding(*state, LANG_ZH, d),
               S("此任务没有印出序号，按前后任务应为4；补上序号4"));
    assert_str(label_finding(*state, LANG_EN, d), d->text);
    d = diag_add(&diags, DIAG_EMPTY_ROW, (struct place){0}, S(""));
    assert_str(label_finding(*state, LANG_ZH, d), S("有一整行是空的；删去空行，或补上内容"));
    /* check has no words for it. */
    d = diag_add(&diags, DIAG_DATABASE, (struct place){0}, S("locked"));
    assert_str(label_finding(*state, LANG_ZH, d), S("locked"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_are_there),
        cmocka_unit_test(fields_are_labelled),
        cmocka_unit_test(kinds_are_labelled),
        cmocka_unit_test(what_has_no_label_keeps_its_name),
        cmocka_unit_test(languages_have_names),
        cmocka_unit_test(findings_are_told_in_both),
    };
    return cmocka_run_group_tests_name("labels", tests, test_arena, test_drop);
}
