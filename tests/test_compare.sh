#!/bin/sh
# The command compare: what it prints, messages, exit status. Prints TAP.
# usage: tests/test_compare.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
before=$examples/yunling-2025.txt now=$examples/yunling-2026.txt other=$examples/qingchuan-2026.txt

compare() { run compare "$@"; }

compare "$before" "$now" "$other"
check "three plans: status 0" ends 0
check "letters for documents" grep -q '^A yunling-2025' out
check "who has it" grep -q '^  A 1.2.1  B 1.2.1  C —' out
check "which number" grep -q '新增普惠托位: A 200个  B 260个' out
check "what one has alone" grep -q '^only in C qingchuan-2026: ' out
compare_narrow() {
    COLUMNS=80 "$program" compare "$before" "$now" >out
    [ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 80 ] || return 1 # columns on a terminal, of GNU's wc
    COLUMNS=20 "$program" compare --targets "$before" "$now" >out
    [ "$(LC_ALL=C.UTF-8 wc -L <out)" -le 40 ] && grep -q '^竣工: A 18部 *B 25部' out
}
if wc -L </dev/null >/dev/null 2>&1; then
    check "no line wider than the terminal" compare_narrow
else
    skip "no line wider than the terminal" "wc does not count columns"
fi
compare --why "$before" "$now"
check "why" grep -q 'why: A 1.2.1 = B 1.2.1: 0.[0-9]* (text ' out
compare --full "$before" "$now"
check "both texts in full" sh -c "grep -q '^    A 新建公办托育机构' out && grep -q '^    B 新建公办托育机构' out"
compare --targets "$before" "$now"
check "targets" grep -Eq '新增普惠托位 +200个 +260个' out
compare --only yunling-2026 "$before" "$now"
check "only one document" sh -c "grep -q '^only in B' out && ! grep -q '^only in A' out"
compare --only nowhere "$before" "$now"
check "only: another document" refuses 'only'
compare --summary "$before" "$now"
check "summary" grep -q '^in 2 documents: [1-9]' out
compare --years "$now" "$before"
check "years: the earlier first" sh -c "head -n 1 out | grep -q '^2025'"
check "years: what changed" grep -q '新增普惠托位: 200个 → 260个' out
compare --years "$now" "$other"
check "years: two districts" refuses 'one district'
compare --format json "$before" "$now" "$other"
check "JSON" grep -q '"schema": "tiaomu.compare/1"' out
compare -o rows.csv "$before" "$now"
check "CSV by the file's name" sh -c "head -n 1 rows.csv | grep -q '^topic,documents,similarity,yunling-2025 place,yunling-2026 place,'"
compare --targets --format csv "$before" "$now"
check "targets as CSV" grep -q '新增普惠托位,,1,200个,260个' out
compare --format docx "$before" "$now"
check "another format" refuses 'format'

"$program" ingest -q --db plans.db "$before" "$now" "$other"
compare --db plans.db yunling-2025 yunling-2026
check "documents of a database" grep -q '^  A 1.2.1  B 1.2.1' out
compare --db plans.db --years 云岭区
check "a district is all of its documents" grep -q '^2026 yunling-2026' out
compare --db plans.db yunling-2025 nowhere
check "an id that is not there" refuses 'nowhere'
compare "$now"
check "one document" refuses 'compare'
compare "$now" nowhere.txt
check "a file that is not there" refuses 'nowhere.txt'
compare "$now" "$now"
check "the same file twice" ends 0
: >empty.txt
compare "$now" empty.txt
check "an empty file" refuses 'empty.txt'
printf '今天天气不错，我们去爬山。\n' >letter.txt
compare "$now" letter.txt
check "a letter" ends 0
compare "$now" "$examples/yunling-plan-2026-2030.txt"
check "a table beside prose" ends 0

# The user's word.
decide() { # WORD ARGUMENT…
    "$program" "$@" --rules mine >out 2>err </dev/null
    status=$?
}
decide unpair "$before" 1.2.1 "$now" 1.2.1
check "unpair" ends 0
compare --rules mine "$before" "$now"
check "unpair: compare parts them" sh -c "! grep -q 'A 1.2.1  B 1.2.1' out"
"$program" diff --rules mine "$before" "$now" >out 2>err
check "unpair: so does diff" sh -c "! grep -q -- '-1.2.1 +1.2.1' out"
decide pair "$before" 1.2.1 "$now" 1.1.1
check "pair" ends 0
compare --rules mine --why "$before" "$now"
check "pair: compare joins them" grep -q 'A 1.2.1 = B 1.1.1: decided by the user' out
decide pair --undo "$before" 1.2.1 "$now" 1.1.1
decide unpair --undo "$before" 1.2.1 "$now" 1.2.1
check "undo" ends 0
compare --rules mine "$before" "$now"
check "undo: as it was" grep -q 'A 1.2.1  B 1.2.1' out
check "lines are only added" test "$(grep -c yunling mine/pairings.tsv)" -eq 4
decide pair "$before" 9.9.9 "$now" 1.1.1
check "a place that is not there" refuses '9.9.9'
decide pair "$before" 1.1.1 "$before" 1.2.1
check "two items of one document" refuses 'both items'
"$program" pair "$before" 1.1.1 "$now" 1.1.1 >out 2>err
status=$?
check "no folder to keep it in" refuses 'rules'
printf 'maybe\ta\t1.1.1\tx\tb\t1.1.1\ty\tme\tnow\t\n' >>mine/pairings.tsv
compare --rules mine "$before" "$now"
check "a line that says neither" refuses 'pair, unpair or undo'
echo "1..$tests"
