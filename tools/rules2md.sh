#!/bin/sh
# Prints the reference of the rules files: what each says of itself in the comment at its top.
# usage: tools/rules2md.sh FILE.tsv…
set -eu
cat <<'END'
# The rules

What the program knows of column names, deadlines, organisations and misreadings stands in text
files, one fact a line, columns separated by tabs; a line that begins with # is a comment. The last
column, seen, says where the fact was met. The files are built in; --rules DIR replaces those of the
same name in that folder, and a fault in them is reported with its line. The columns of each file:
END
for file; do
    printf '\n## %s\n\n' "${file##*/}"
    sed -n '/^#/!q; s/^# \{0,1\}//p' "$file"
    head="$(sed -n '/^#/!{p;q}' "$file" | tr '\t' ',' | sed 's/,/, /g')"
    printf '\nColumns: %s.\n' "$head"
done
