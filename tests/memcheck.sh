#!/bin/sh
# The suites and a round of commands under valgrind: no value is used that was never set, no memory
# that is not ours, none is lost. Prints TAP. Workers are not confined here, because valgrind makes
# code as it goes, which their sandbox refuses; so the suite about that is left out.
# usage: tests/memcheck.sh PROGRAM SUITE…
set -u
program=$1
shift
here=$PWD
case $program in
/*) ;;
*) program=$here/$program ;;
esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tests=0 failed=0

# The dynamic linker compares by whole words.
cat >"$work/known" <<'END'
{
    words
    Memcheck:Addr8
    fun:strncmp
    fun:is_dst
}
END
memcheck() { # STATUS COMMAND… : ends with at most this status, and valgrind has nothing to say
    most=$1
    shift
    valgrind -q --error-exitcode=99 --leak-check=full \
        --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect \
        --suppressions="$work/known" --log-file="$work/log.%p" "$@" >"$work/out" 2>&1 </dev/null
    status=$?
    tests=$((tests + 1))
    said=$(grep -h '^==' "$work"/log.*) # lines with -- are about valgrind itself
    if [ $status -le "$most" ] && [ -z "$said" ]; then
        echo "ok $tests - $*"
    else
        failed=$((failed + 1))
        echo "not ok $tests - $* (status $status)"
        printf '%s\n' "$said" | cat - "$work/out" | head -n 40 | sed 's/^/# /'
    fi
    rm -f "$work"/log.*
}

for suite; do
    case $suite in
    *worker) ;;
    *) memcheck 0 "$suite" ;;
    esac
done

cp -r "$here/examples" "$work/plans" && rm "$work/plans/README.md" && cd "$work" || exit 1
t() { memcheck 1 "$program" "$@"; }
t ingest --no-sandbox --db a.db plans/*.docx plans/*-202[125].txt plans/yunling-plan-2026-2030.txt plans/linhu-gb18030.txt
t ingest --no-sandbox --db a.db --jobs 2 plans/*.docx plans/heyan-2026.txt
for plan in plans/*.*; do
    t extract --no-sandbox "$plan"
done
t list --db a.db
t show --db a.db yunling-2026
t show --db a.db --by org -o show.html yunling-2026
t explain --db a.db yunling-2026 1.2.1
t search --db a.db 停车
t diff --db a.db yunling-2025 yunling-2026
t compare --db a.db yunling-2026 heyan-2026
t compare --db a.db yunling-2026 heyan-2026 -o compare.xlsx
t orgs list --db a.db
t orgs unresolved --db a.db
for format in html docx xlsx json; do
    t diff --db a.db yunling-2025 yunling-2026 -o diff.$format
    t check --no-sandbox plans/yunling-2026-draft.txt -o check.$format
done
for format in csv jsonl xlsx; do
    t export --db a.db -o export.$format
done
t export --db a.db --format datapackage -o package
t site --db a.db -o site
echo "1..$tests"
exit $((failed > 0))
