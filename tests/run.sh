#!/bin/sh
# Runs test suites that report in TAP (https://testanything.org), a line for each, and counts.
# usage: tests/run.sh PROGRAM SUITE…   A suite that is a shell script is given PROGRAM.
set -u
program=$1
shift
export CMOCKA_MESSAGE_OUTPUT=tap
log=$(mktemp) && all=$(mktemp) || exit 1
trap 'rm -f "$log" "$all"' EXIT

# One suite's output, read as TAP: a line for people; below it, where something failed, all of it.
# A suite that ended badly or reported another number of tests than it announced has failed.
summary() { # NAME STATUS
    awk -v name="$1" -v status="$2" -v all="$all" '
    { lines[NR] = $0 }
    /^1\.\.[0-9]+/ { planned = substr($1, 4) + 0; has_plan = 1 }
    /^(not )?ok.*# *SKIP/ { # some versions of cmocka say "not ok" for a skip
        skipped++
        gsub(/^(not )?ok[ 0-9-]*|# *SKIP */, "")
        skips = skips "\t" name ": " $0
        next
    }
    /^ok/ { passed++ }
    /^not ok/ { failed++ }
    END {
        if (!has_plan || planned != passed + skipped + failed) {
            failed++
            lines[++NR] = "reported " passed + skipped + failed - 1 " tests of " (has_plan ? planned : "?")
        } else if (status != 0 && !failed) {
            failed++
            lines[++NR] = "ended with status " status
        }
        printf "%s %-16s %3d passed%s%s\n", failed ? "FAIL" : "ok  ", name, passed, \
            failed ? ", " failed " failed" : "", skipped ? ", " skipped " skipped" : ""
        for (i = 1; failed && i <= NR; i++)
            if (lines[i] !~ /^ok/)
                print "    " lines[i]
        printf "%d\t%d\t%d%s\n", passed, failed, skipped, skips >>all
    }' "$log"
}

for suite in "$@"; do
    name=$(basename "$suite" .sh)
    case $suite in
        *.sh) "$suite" "$program" >"$log" 2>&1 ;;
        *) "$suite" >"$log" 2>&1 ;;
    esac
    summary "${name#test_}" $?
done

awk -F '\t' '
{ passed += $1; failed += $2; skipped += $3 }
{ for (i = 4; i <= NF; i++) names = names (names ? "; " : "") $i }
END {
    printf "tests: %d passed, %d failed, %d skipped%s\n", passed, failed, skipped, names ? " (" names ")" : ""
    exit failed > 0 || passed == 0
}' "$all"
