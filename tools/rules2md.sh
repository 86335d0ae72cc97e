#!/bin/sh
# Prints the reference of the rules files: docs/rules.md, then what each file says of itself in the
# comment at its top, its columns, and one of its lines as an example.
# usage: tools/rules2md.sh FILE.tsv…
set -eu
sed '/^The columns of each/,$d' docs/rules.md
for file; do
    printf '\n## %s\n\n' "${file##*/}"
    sed -n '/^#/!q; s/^# \{0,1\}//p' "$file"
    head="$(sed -n '/^#/!{p;q}' "$file" | tr '\t' ',' | sed 's/,/, /g')"
    printf '\nColumns: %s.\n' "$head"
    line="$(grep -v '^#' "$file" | awk 'NR > 1 && length < 300 { print; exit }')"
    [ -z "$line" ] || printf '\n```\n%s\n```\n' "$line"
done
