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

run ingest --db "$folder/plans.db" examples/*.txt examples/*.docx
run list --db "$folder/plans.db"
run show --db "$folder/plans.db" yunling-2026
run export --db "$folder/plans.db" --format csv -o "$folder/measures.csv"
run export --db "$folder/plans.db" --format jsonl -o "$folder/plans.jsonl"

printf '\nMade in %s:\n' "$folder"
ls "$folder"
