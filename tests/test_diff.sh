#!/bin/sh
# The command diff: exit status, messages, what it prints. Prints TAP.
# usage: tests/test_diff.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
draft=$examples/yunling-2026-draft.txt final=$examples/yunling-2026.txt

diff_of() { run diff "$@"; }

prints() { # LINE…
    for line; do
        grep -qxF -- "$line" out || return 1
    done
}

diff_of "$final" "$final"
check "the same file twice: nothing printed" test ! -s out
check "the same file twice: status 0" ends 0

diff_of "$final" "$examples/yunling-2026.docx"
check "the Word twin: status 0" ends 0

diff_of "$draft" "$final"
check "draft and final: status 1" ends 1
check "old and new lines" prints '-新建公办托育机构3所，新增普惠托位300个。' '+新建公办托育机构3所，新增普惠托位260个。'
check "lines that did not change stand once" prints ' 选取2家园区企业先行试办，形成可复制的合作协议文本。'
check "deadline, unit and target" prints '  deadline: 年底前 → 6月底前' '  responsible: -云岭区商务局' \
    '  新增普惠托位: 300个 → 260个'
check "a heading for each change" prints '@@ -1.11.1 +1.10.1 @@ renumbered (editorial) 开展居家改造' \
    '@@ +1.3.2 @@ added (substantive) 培育托育人才'
check "no colours in a file" sh -c "! grep -q '$(printf '\033')' out"

diff_of --word "$draft" "$final"
check "--word marks inside the line" prints ' 新建公办托育机构3所，新增普惠托位[-300个-]{+260个+}。'

diff_of --summary "$draft" "$final"
check "--summary" prints \
    '8 changes: 4 modified, 1 added, 2 removed, 1 renumbered, 12 unchanged; 7 substantive, 1 editorial, 0 noise'

diff_of --stat "$draft" "$final"
check "--stat counts by section" prints ' 一、幼有善育/（二）扩大托育供给 | 4 +~~~'

diff_of --class editorial --summary "$draft" "$final"
check "--class keeps one class" prints \
    '1 change: 1 renumbered, 12 unchanged; 0 substantive, 1 editorial, 0 noise'
diff_of --class noise "$draft" "$final"
check "none of the class: status 0" ends 0

diff_of --why "$draft" "$final"
check "--why tells the reasons" prints '  why: deadline: another date (substantive)'

diff_of -o changes.json "$draft" "$final"
check "the extension of -o chooses JSON" grep -q '"schema": "tiaomu.diff/1"' changes.json
diff_of --format json "$draft" "$final"
check "--format json prints the same" cmp -s out changes.json

diff_of -o red.docx --author 编写组 --date 2026-01-05 "$draft" "$final"
check "the extension of -o chooses Word" ends 1
"$program" decode red.docx >out
check "which is the new plan, its changes accepted" grep -q 新增普惠托位260个 out
"$program" diff --format docx --author 编写组 --date 2026-01-05T00:00:00Z "$draft" "$final" >again.docx
check "a day is its beginning" cmp -s red.docx again.docx
diff_of -o red2.docx --date 5.1.2026 "$draft" "$final"
check "a date that is none" refuses 2026-01-31

"$program" ingest -q "$draft" "$final" --db plans.db
diff_of --db plans.db yunling-2026-draft yunling-2026
mv out from_db
check "ids of a database: status 1" ends 1
diff_of "$draft" "$final"
check "files and ids give the same" cmp -s out from_db
diff_of --db plans.db "$draft" yunling-2026
check "a file and an id" cmp -s out from_db

# The Word file holds tracked changes; decode tells what they are.
diff_of --tracked both --word "$examples/yunling-2026.docx"
check "--tracked both compares one file's two states" ends 1
"$program" decode --tracked reject "$examples/yunling-2026.docx" -o before.jsonl
mv out both
diff_of --word before.jsonl "$examples/yunling-2026.docx"
check "as comparing the two states does" sh -c 'sed 1d both >a; sed 1d out >b; [ -s a ] && cmp -s a b'
diff_of --tracked both "$draft" "$final"
check "--tracked both takes one file" refuses 'one FILE'

diff_of --db plans.db yunling-2026 nowhere
check "an id that the database does not hold" refuses nowhere
diff_of "$draft"
check "one argument" refuses 'diff'
diff_of --class wrong "$draft" "$final"
check "an unknown class" refuses substantive
diff_of --format csv "$draft" "$final"
check "an unknown format" refuses 'text, json, html, docx, xlsx or revisions'
: >empty.txt
diff_of "$draft" empty.txt
check "an empty file" refuses empty
check "a failed run leaves no file" sh -c "'$program' diff -o left.json '$draft' empty.txt 2>err; [ ! -e left.json ]"

printf '今天天气很好。\n' >one.txt
printf '明天开会讨论预算。\n' >two.txt
diff_of one.txt two.txt
check "files that are no plans: an answer" test "$status" -eq 1

echo "1..$tests"
