#!/bin/sh
# The pages in a browser: filters, jumps, search, accessibility, hostile text (tests/browser/pages.js).
# Needs node, npm and Chromium; is skipped where they are not there. Prints TAP.
# usage: tests/test_browser.sh PROGRAM
set -u
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
here=$(cd "$(dirname "$0")" && pwd) || exit 1
examples=$here/../examples

skip() { # REASON
    echo "ok 1 - pages in a browser # SKIP $1"
    echo "1..1"
    exit 0
}

for name in chromium chromium-browser google-chrome; do
    ! chromium=$(command -v "$name") || break
done
[ -n "$chromium" ] || skip 'Chromium is not installed'
command -v node >/dev/null && command -v npm >/dev/null || skip 'node and npm are not installed'
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || skip 'node is older than 18'

# The packages of package-lock.json, installed once into the build folder.
modules=$here/../build/browser
mkdir -p "$modules" && cp "$here"/browser/* "$modules/" || exit 1
if [ ! -e "$modules/node_modules/.package-lock.json" ] ||
    [ "$modules/package-lock.json" -nt "$modules/node_modules/.package-lock.json" ]; then
    (cd "$modules" && npm ci --no-audit --no-fund >npm.log 2>&1) || skip 'npm cannot install its packages'
    touch "$modules/node_modules/.package-lock.json"
fi

work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT

plan() { # MEASURE
    printf '云岭区2026年行动计划\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t主责单位\n\n'
    printf '\t1\n\t<b>湿地</b>\n\t%s\n\t年底前\n\t区水务局<i>\n\n' "$1"
    printf '\t2\n\t清河\n\t清理河道垃圾10处。\n\t6月底前\n\t区水务局\n'
}
bad='建成湿地两处<img src=x onerror=alert(1)><script>alert(2)</script>"'\''&amp;'$(printf '\342\200\256')'反转。'
long=$(head -c 300000 /dev/zero | tr '\0' 'x')
plan "$bad" >"$work/hostile.txt"
plan "$bad又一处$long" >"$work/hostile2.txt"

# So many changes that the page does not hold all of them from the beginning.
many() { # DEADLINE
    printf '云岭区2026年行动计划\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t主责单位\n\n'
    awk -v deadline="$1" 'BEGIN {
        for (i = 1; i <= 1100; i++)
            printf "\t%d\n\t任务%d\n\t在第%d号社区新建驿站%d家。\n\t%s\n\t区民政局\n\n", i, i, i, i % 90 + 1, deadline
    }'
}
many 年底前 >"$work/many-a.txt"
many 9月底前 >"$work/many-b.txt"

make_pages() {
    cd "$work" || return 1
    draft=$examples/yunling-2026-draft.txt final=$examples/yunling-2026.txt
    "$program" diff "$draft" "$final" -o diff.html
    "$program" diff "$draft" "$final" --lang en -o diff-en.html
    "$program" show "$final" -o plan.html &&
        "$program" show "$examples/yunling-plan-2026-2030.txt" -o prose.html &&
        "$program" compare "$final" "$examples/yunling-2025.txt" "$examples/qingchuan-2026.txt" \
            -o compare.html &&
        "$program" show hostile.txt -o hostile.html &&
        "$program" compare hostile.txt hostile2.txt -o hostile-compare.html || return 1
    "$program" diff hostile.txt hostile2.txt -o hostile-diff.html
    "$program" diff many-a.txt many-b.txt -o many.html
    "$program" ingest -q --db plans.db "$draft" "$final" "$examples/qingchuan-2026.txt" &&
        "$program" site -q --db plans.db -o site
}
if ! (make_pages) 2>"$work/err"; then
    echo "not ok 1 - the pages are made"
    sed 's/^/# /' "$work/err"
    echo "1..1"
    exit 1
fi

"$program" serve --db "$work/plans.db" --port 0 >"$work/address" 2>/dev/null &
server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ ! -s "$work/address" ] || break
    sleep 0.2
done
cd "$modules" && node pages.js "$chromium" "$work" "$(sed 's,/$,,' "$work/address")"
