#!/bin/sh
# Office files as LibreOffice sees them: the redline with all changes accepted is the new plan, with
# all rejected the old one. Prints TAP.
# usage: tests/test_office.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
LC_ALL=C.UTF-8 # LibreOffice names files by it
export LC_ALL
cases=$(dirname "$program")/tests/cases
plans=${TIAOMU_PLANS:-$root/../shared/plans}

finish() {
    echo "1..$tests"
    exit
}

office() { # ARGUMENT… : LibreOffice with a profile of its own
    soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >log 2>&1
}

# LibreOffice makes its profile with an empty macro library, which is then given this one.
give_macro() {
    office --convert-to txt --outdir . "$root/examples/yunling-2026.docx"
    basic=profile/user/basic/Standard
    cat >$basic/Changes.xba <<'END_OF_MACRO'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Settle(source As String, command As String, target As String)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
    Dim word(0) As New com.sun.star.beans.PropertyValue
    word(0).Name = "FilterName"
    word(0).Value = "MS Word 2007 XML"
    doc.storeToURL(ConvertToURL(target), word())
    doc.close(True)
End Sub
</script:module>
END_OF_MACRO
    sed 's,library:name="Module1",library:name="Changes",' $basic/script.xlb >script.xlb &&
        mv script.xlb $basic
}

# The items of a plan in few lines, without where they stand and what was inferred.
items() { # FILE
    "$program" decode "$1" >brief.jsonl 2>err && "$cases" plan brief.jsonl |
        sed -n -e 's/  @.*//' -e 's/ (shared)//g' -e 's/^\([0-9.]*\)?/\1/' -e '/^[0-9]/p'
}

settles() { # Accept|Reject PLAN : red.docx settled so is the plan
    rm -f settled.docx
    office "macro:///Standard.Changes.Settle($work/red.docx,$1AllTrackedChanges,$work/settled.docx)"
    items "$2" >want && items settled.docx >got && [ "$(wc -l <want)" -gt 10 ] &&
        diff want got >err
}

redline_settles() { # OLD NEW
    "$program" diff "$1" "$2" -o red.docx 2>err
    names="$(basename "$1" .txt), $(basename "$2" .txt)"
    check "$names: accepted, the new plan" settles Accept "$2"
    check "$names: rejected, the old plan" settles Reject "$1"
}

if ! command -v soffice >/dev/null; then
    skip 'redlines in LibreOffice' 'needs LibreOffice (soffice)'
    finish
fi
give_macro
redline_settles "$root/examples/yunling-2026-draft.txt" "$root/examples/yunling-2026.txt"

# What the others open as: the text of the table of revisions, the rows of a sheet.
"$program" diff --format revisions "$root/examples/yunling-2026-draft.txt" \
    "$root/examples/yunling-2026.txt" -o table.docx 2>err
office --convert-to txt:Text --outdir . table.docx
check 'a table of revisions' grep -q '完成时限：年底前 → 6月底前' table.txt
workbook() {
    "$program" ingest -q --db plans.db "$root/examples/yunling-2026.txt" 2>err
    "$program" export --db plans.db -o plans.xlsx 2>err
    office --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
        --outdir . plans.xlsx
    check 'a workbook: measures' rows_of 18 工作措施
    mentions=$("$program" export --db plans.db --kind responsibilities | grep -c '^yunling-2026,')
    check 'a workbook: responsibilities' rows_of "$mentions" 责任分工
    check 'dates are dates' grep -q ',2026-06-30,' plans-工作措施.csv
}
rows_of() { # NUMBER of the sheet NAME
    [ "$(grep -c '^yunling-2026,' "plans-$2.csv")" -eq "$1" ]
}
if [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libsclo.so" ]; then
    workbook
else
    skip 'a workbook' 'needs LibreOffice Calc'
fi

if [ -d "$plans" ]; then
    redline_settles "$plans/tongzhou-2021.txt" "$plans/beijing-2022.txt"
else
    skip 'redlines of the real plans' 'the real plans are not there'
fi
finish
