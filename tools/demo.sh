#!/bin/sh
# What the program does, on the example plans: prints each command and what it says.
# usage: tools/demo.sh PROGRAM FOLDER   (FOLDER is made anew)
set -eu
program=$1 folder=$2
rm -rf "$folder"
mkdir -p "$folder"

run() { # ARGUMENT…
    printf '\n$ tiaomu %s\n' "$*"
    "$program" "$@"
}

run ingest --db "$folder/plans.db" examples/*.txt
run ingest --db "$folder/plans.db" --id yunling-2026-word examples/yunling-2026.docx
run list --db "$folder/plans.db"
run show --db "$folder/plans.db" yunling-2026 | sed -n '1,45p'
echo '  …'
run export --db "$folder/plans.db" --format csv -o "$folder/measures.csv"
run export --db "$folder/plans.db" --format jsonl -o "$folder/plans.jsonl"
run export --db "$folder/plans.db" -o "$folder/plans.xlsx"
differ() { # ARGUMENT… : diff ends with status 1 where there are differences
    run diff --db "$folder/plans.db" yunling-2026-draft yunling-2026 "$@" || [ $? -eq 1 ]
}
differ -o "$folder/redline.docx"
differ --format revisions -o "$folder/revisions.docx"
differ -o "$folder/changes.xlsx"
differ -o "$folder/diff.html"
run compare --db "$folder/plans.db" yunling-2026 yunling-2025 qingchuan-2026 -o "$folder/compare.html"
run search --db "$folder/plans.db" 托位 --role lead --limit 2
run site --db "$folder/plans.db" -o "$folder/site"

# The views are documented for any SQLite program; the shell is only one of them.
query="SELECT mention, count(*) AS measures FROM v_responsibility
    WHERE doc = 'yunling-2026' AND role_kind = 'lead' GROUP BY mention ORDER BY 2 DESC LIMIT 5"
printf '\n$ sqlite3 %s "%s"\n' "$folder/plans.db" "$query"
if command -v sqlite3 >/dev/null 2>&1; then
    sqlite3 -box "$folder/plans.db" "$query"
else
    echo "(the sqlite3 shell is not installed here)"
fi

printf '\nMade in %s:\n' "$folder"
for file in "$folder"/*; do
    [ -f "$file" ] || continue
    case ${file##*/} in
    redline.docx) what='what changed, as tracked changes in Word' ;;
    revisions.docx) what='修订对照表' ;;
    changes.xlsx) what='workbook of what changed' ;;
    diff.html) what='what changed, to open in a browser' ;;
    compare.html) what='three plans side by side, to open in a browser' ;;
    plans.xlsx) what='workbook of all plans' ;;
    *) what= ;;
    esac
    printf '  %s, %d bytes%s\n' "${file##*/}" "$(wc -c <"$file")" "${what:+: $what}"
done
printf '  site/index.html: all of it in a browser, with search\n'
