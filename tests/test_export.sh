#!/bin/sh
# The command export: formats, kinds, folders, messages. Prints TAP.
# usage: tests/test_export.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
mkdir tmp
export TMPDIR="$work/tmp"

export_of() { run export --db plans.db "$@"; }

quietly() { # exit status 0, no message, nothing left behind
    [ "$status" -eq 0 ] && [ ! -s err ] && [ -z "$(ls tmp)" ]
}

refused() { # PATTERN : status 2, one line of message, nothing left behind
    [ "$status" -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q -- "$1" err && [ -z "$(ls tmp)" ]
}

"$program" ingest -q --db plans.db "$examples/yunling-2026.txt" "$examples/linshi-2022.txt" ||
    exit 1

for kind in documents measures responsibilities assignments quantities references indicators \
    outline clauses footnotes corrections warnings coverage organisations aliases; do
    export_of --kind "$kind"
    header() {
        quietly && head -n 1 out | grep -qE '^(doc|org_id|alias),' && [ "$(wc -l <out)" -gt 0 ]
    }
    check "CSV of $kind" header
done
export_of --kind organisations yunling-2026
check 'organisations are of the whole database' refused 'whole database'
export_of --kind organisations --bom
check 'a byte order mark in front of them' test "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf

export_of -o plans.xlsx
check 'a workbook' quietly
check 'which is a package' test "$(head -c 2 plans.xlsx)" = PK
export_of --format xlsx yunling-2026 --lang en
check 'to standard output' test "$(head -c 2 out)" = PK
export_of --format xlsx nobody -o lost.xlsx
check 'a document that is not there' refused nobody
check 'leaves no workbook' test ! -e lost.xlsx
TMPDIR=/nowhere export_of -o lost.xlsx
check 'no folder for temporary files' refused TMPDIR
export_of --format xlsx --kind measures
check 'a workbook has all kinds' refused '--kind'
export_of --format xlsx --lang fr
check 'an unknown language' refused 'zh or en'

export_of --format datapackage -o package
check 'a data package' quietly
named() { # every file that datapackage.json names, and no other
    sed -n 's/.*"path": "\(.*\)".*/\1/p' package/datapackage.json | sort >want
    (cd package && ls ./*.csv) | sed 's,^\./,,' | sort >got
    [ "$(wc -l <want)" -eq 15 ] && cmp -s want got
}
check 'names its files' named
cp -R package before
export_of --format datapackage -o package
check 'the same documents give the same bytes' diff -r before package
export_of --format datapackage
check 'a data package needs a folder' refused '-o'
: >file
export_of --format datapackage -o file
check 'a file where the folder should be' refused file

export_of --format datasette
check 'metadata for Datasette' quietly
check 'name the database' grep -q '"plans": {' out
export_of --format parquet
check 'an unknown format' refused datapackage

echo "1..$tests"
