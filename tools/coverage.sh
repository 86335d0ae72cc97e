#!/bin/sh
# What the test suites ran through, by room and by file, of what gcov wrote into BUILD: lines, and
# branches taken at least once.
# usage: tools/coverage.sh BUILD [all]   all: with a line for each file
set -eu
build=$1 each=${2:-}
for notes in "$build"/*/*.gcno; do
    case $notes in
        */tests/* | */tools/* | */bench/*) continue ;;
    esac
    gcov -b -n "$notes" 2>/dev/null || echo "$notes: gcov does not read it" >&2
done | awk -v each="$each" '
/^File / { file = $2; gsub(/\x27/, "", file); room = file; sub(/\/.*/, "", room) }
/^Lines executed:/ { add("lines") }
/^Taken at least once:/ { add("branches") }
function add(kind, share, n) {
    if (file !~ /^[a-z]+\/[a-z0-9_]+\.c$/ || ((file, kind) in had))
        return
    share = $0
    sub(/^[^:]*:/, "", share)
    n = share
    sub(/.* of /, "", n)
    had[file, kind] = n
    got[file, kind] = n * share / 100
    all[room, kind] += n
    hit[room, kind] += got[file, kind]
    all["all", kind] += n
    hit["all", kind] += got[file, kind]
    rooms[room]
    if (kind == "lines")
        files[++files_n] = file
}
function put(name, hit_l, all_l, hit_b, all_b) {
    printf "%-28s %6d %5.1f %%  %6d %5.1f %%\n", name, all_l, all_l ? 100 * hit_l / all_l : 0, \
        all_b, all_b ? 100 * hit_b / all_b : 0
}
END {
    printf "%-28s %14s  %14s\n", "", "lines", "branches"
    for (i = 1; each && i <= files_n; i++)
        put(files[i], got[files[i], "lines"], had[files[i], "lines"], \
            got[files[i], "branches"], had[files[i], "branches"])
    n = split("base ingest rules extract corpus check out cli all", order, " ")
    for (i = 1; i <= n; i++)
        put(order[i], hit[order[i], "lines"], all[order[i], "lines"], \
            hit[order[i], "branches"], all[order[i], "branches"])
}'
