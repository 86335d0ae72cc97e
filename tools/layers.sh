#!/bin/sh
# Checks which room may include and call what (ARCHITECTURE.md, Rooms); prints every violation.
# usage: tools/layers.sh [FOLDER]
set -eu
cd "${1:-.}"

# A file or room, then what its files may use: headers (by the beginning of their name) and
# functions that are forbidden elsewhere. Rooms that are not listed may use everything.
rules() {
    cat <<'END'
base/               base/
base/arena.c        abort() calloc() realloc() free()
base/sha256.c       cpuid.h immintrin.h
base/library.c      dlfcn.h
ingest/             base/ ingest/ zip.h libxml/ iconv.h
ingest/doc_json.c   jansson.h
rules/              base/ rules/ pcre2.h
extract/            base/ extract/ ingest/doc.h rules/rules.h
extract/plan_json.c jansson.h
corpus/             base/ corpus/ extract/plan.h extract/plan_pack.h
corpus/db_sqlite.c  sqlite3.h
corpus/libpq.h      libpq-fe.h
check/              base/ check/ ingest/doc.h rules/rules.h rules/registry.h extract/extract.h extract/plan.h corpus/changes.h corpus/fold.h
out/                base/ out/ check/check.h extract/plan.h corpus/changes.h corpus/compare.h corpus/hits.h jansson.h zip.h xlsxwriter.h
END
}

# Free for all: the parts of the C library that reach no file, clock, environment or process, but
# for the functions forbidden below.
c_headers="assert.h ctype.h errno.h float.h inttypes.h limits.h math.h stdalign.h stdarg.h
stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h"
forbidden="printf fprintf vprintf vfprintf puts fputs putchar fputc putc fwrite perror exit abort
getenv system fopen freopen fclose fread fgets remove rename tmpfile malloc calloc realloc strdup
free rand srand"

rooms=$(rules | sed -n 's,^\([a-z]*/\) .*,\1,p')
# shellcheck disable=SC2086  # a list of words
files=$(for room in $rooms; do find "$room" -name '*.[ch]' 2>/dev/null || :; done | sort)
[ -n "$files" ] || { echo "layers: no source files in $(pwd)" >&2; exit 1; }

# shellcheck disable=SC2086  # lists of words
rules | awk -v c_headers="$c_headers" -v forbidden="$forbidden" '
function fault(what) {
    printf "%s:%d: %s\n", FILENAME, FNR, what
    faults++
}
function may(file, thing,    i, j, n, words) {
    for (i = 1; i <= rule_count; i++) {
        if (index(file, rule_of[i]) != 1)
            continue
        n = split(allowed[i], words, " ")
        for (j = 1; j <= n; j++)
            if (index(thing, words[j]) == 1)
                return 1
    }
    return 0
}
# Code alone: strings and comments are taken out.
function code(line,    at) {
    gsub(/\047(\\.|[^\047\\])\047/, "0", line)
    if (in_comment) {
        if (!(at = index(line, "*/")))
            return ""
        line = substr(line, at + 2)
        in_comment = 0
    }
    gsub(/"([^"\\]|\\.)*"/, "0", line)
    gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, " ", line)
    sub(/\/\/.*/, "", line)
    if (at = index(line, "/*")) {
        line = substr(line, 1, at - 1)
        in_comment = 1
    }
    return line
}
BEGIN {
    for (n = split(c_headers, words, /[ \n]+/); n; n--)
        is_c[words[n]] = 1
    call_count = split(forbidden, calls, /[ \n]+/)
}
FILENAME == "-" {
    rule_of[++rule_count] = $1
    allowed[rule_count] = substr($0, length($1) + 1)
    next
}
FNR == 1 { in_comment = 0 }
!in_comment && /^[ \t]*#[ \t]*include/ {
    header = $0
    sub(/^[ \t]*#[ \t]*include[ \t]*["<]/, "", header)
    sub(/[">].*/, "", header)
    if (!(header in is_c) && !may(FILENAME, header))
        fault("may not include " header)
    next
}
{
    text = " " code($0)
    if (text ~ /[^A-Za-z0-9_](FILE|stdin|stdout|stderr)([^A-Za-z0-9_]|$)/)
        fault("stages take bytes and return values, and use no streams")
    for (i = 1; i <= call_count; i++)
        if (text ~ ("[^A-Za-z0-9_.>]" calls[i] "[ ]*\\(") && !may(FILENAME, calls[i] "()"))
            fault("may not call " calls[i])
}
END { exit faults > 0 }
' - $files
