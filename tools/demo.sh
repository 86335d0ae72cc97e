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
    printf '  %s, %d bytes\n' "${file##*/}" "$(wc -c <"$file")"
done
