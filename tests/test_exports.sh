#!/bin/sh
# A plan as other programs export it is the plan of the Word file; what an export cannot carry is
# named by each check. Prints TAP.
# usage: tests/test_exports.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
cases=$(dirname "$program")/tests/cases

# The items of a plan in few lines, without where they stand and what was inferred.
items() { # FILE
    "$program" decode "$1" >brief.jsonl 2>err && "$cases" plan brief.jsonl |
        sed -n -e 's/  @.*//' -e 's/ (shared)//g' -e 's/^\([0-9.]*\)?/\1/' -e '/^[0-9]/p'
}

without_units() {
    sed -e 's/ | [^|]*: [^|]* | / | /' -e 's/ {[^}]*}//g' -e 's/ | 牵头部门: .*//'
}

same() { # WANTED FILE
    items "$1" >want && items "$2" >got && [ "$(wc -l <want)" -gt 10 ] && diff want got >err
}

same_but_units() { # WANTED FILE
    items "$1" | without_units >want && items "$2" | without_units >got &&
        [ "$(wc -l <want)" -gt 10 ] && diff want got >err
}

# The measures of its first tables; the fourth holds indicators.
measures_but_units() { # WANTED FILE
    items "$1" | without_units | sed '/^4\./d' >want && items "$2" | without_units >got &&
        [ "$(wc -l <want)" -gt 10 ] && diff want got >err
}

makes_no_rows() { # FILE
    "$program" ingest -q --db plans.db "$1" 2>err
    "$program" show --db plans.db --why "$(basename "$1" .txt)" >out 2>err
    [ -z "$(items "$1")" ] && [ "$(grep -c table-lost out)" -eq 1 ]
}

plan=$examples/qingchuan-2026.docx
if command -v pandoc >/dev/null; then
    for format in gfm html; do
        pandoc "$plan" -t $format -o pandoc.$format
    done
    pandoc "$plan" -t plain --columns=600 -o pandoc.txt
    check 'pandoc: a web page' same "$plan" pandoc.html
    mv pandoc.gfm pandoc.md
    check 'pandoc: Markdown' same "$plan" pandoc.md
    check 'pandoc: plain text' same "$plan" pandoc.txt
else
    skip 'what pandoc exports' 'needs pandoc'
fi

if command -v soffice >/dev/null; then
    office() {
        soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >log 2>&1
    }
    office --convert-to 'txt:Text (encoded):UTF8' --outdir . "$plan"
    check 'LibreOffice: text, but for borders between cells of units' \
        same_but_units "$plan" qingchuan-2026.txt
    for height in 9 10 12 13 14 15 16 18 20; do
        sed "s/size: 29.7cm 21cm/size: 25cm ${height}cm/" "$examples/src/qingchuan-2026.html" \
            >"pages$height.html"
    done
    office --convert-to pdf --outdir . pages*.html
    for height in 9 10 12 13 14 15 16 18 20; do
        if [ -s "pages$height.pdf" ] && command -v pdftotext >/dev/null; then
            check "PDF: pages of $height cm, wherever they end" same "$plan" "pages$height.pdf"
        else
            skip "PDF: pages of $height cm" 'needs poppler-utils and LibreOffice Writer'
        fi
    done
    office --convert-to pdf --outdir . "$plan"
    if command -v pdftotext >/dev/null && [ -s qingchuan-2026.pdf ]; then
        pdftotext -layout qingchuan-2026.pdf layout.txt
        check 'pdftotext -layout: columns that spaces align' same "$plan" layout.txt
        pdftotext -raw qingchuan-2026.pdf raw.txt
        check 'pdftotext -raw: measures, but for units' measures_but_units "$plan" raw.txt
        pdftotext qingchuan-2026.pdf blocks.txt
        check 'pdftotext: block by block, no rows and one finding' makes_no_rows blocks.txt
    else
        skip 'text of a PDF file' 'needs pdftotext and LibreOffice Writer'
    fi
else
    skip 'what LibreOffice exports' 'needs LibreOffice (soffice)'
fi
echo "1..$tests"
