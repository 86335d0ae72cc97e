#!/bin/sh
# Formats that other programs turn into one that is read: what is said where those are missing or
# fail, and, where they are installed, that the plan is the same. Prints TAP.
# usage: tests/test_convert.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
cases=$(dirname "$program")/tests/cases
cases_in=$root/tests/cases
mkdir tmp fake
export TMPDIR="$work/tmp"

# Where the program looks for others.
search=$PATH

tiaomu() { # ARGUMENT… : output in out, messages in err, exit status in status
    PATH=$search "$program" "$@" >out 2>err </dev/null
    status=$?
}

# The run before was refused with one line of message that matches all patterns, and left nothing
# behind.
refused() { # PATTERN…
    [ "$status" -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] && [ -z "$(ls tmp)" ] ||
        return 1
    for pattern; do
        grep -q -- "$pattern" err || return 1
    done
}

printf '%%PDF-1.4\nno more\n' >plan.pdf
printf '{\\rtf1 no more}\n' >plan.rtf
printf '\320\317\021\340\241\261\032\341W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0no more' >plan.doc
cp plan.doc plan.wps

printf '\320\317\021\340\241\261\032\341P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0' >slides.doc
tiaomu decode slides.doc
check 'slides are refused' refused 'slides.doc' 'no Word file' '.docx'

# Without converters.
search=$work/fake
tiaomu decode plan.pdf
check 'a PDF without poppler' refused 'plan.pdf' 'pdftotext is not installed' 'poppler-utils'
if [ ! -x /Applications/LibreOffice.app/Contents/MacOS/soffice ]; then
    for file in plan.doc plan.wps plan.rtf; do
        tiaomu extract "$file"
        check "$file without LibreOffice" refused "$file" 'LibreOffice is not installed' '.docx'
    done
else
    skip 'without LibreOffice' 'it is installed outside of PATH'
fi

# Converters that are not what they seem. They find the usual programs where those were.
fake() { # NAME : a script, from standard input
    { printf '#!/bin/sh\nPATH=%s\n' "$PATH" && cat; } >"fake/$1"
    chmod +x "fake/$1"
}

fake soffice <<'END'
exit 0
END
tiaomu decode plan.doc
check 'LibreOffice claims success and made nothing' refused 'LibreOffice made no Word file'

# What a converter may not: a program of the system in its place tries it.
fake soffice <<'END'
kill -SEGV $$
END
tiaomu decode plan.doc
check 'LibreOffice crashes' refused 'LibreOffice broke down'
if grep -q '^Seccomp:' /proc/self/status 2>/dev/null && command -v bash >/dev/null; then
    fake soffice <<END
bash -c 'exec 3<>/dev/tcp/127.0.0.1/1' 2>"$work/network"
END
    tiaomu decode plan.doc
    check 'a converter has no network' grep -q 'Permission denied' network
else
    skip 'a converter has no network' 'needs seccomp, which Linux has'
fi
fake soffice <<END
ulimit -c >"$work/bounds"
ulimit -v >>"$work/bounds"
ulimit -t >>"$work/bounds"
head -c 3000000 /dev/zero >"$work/large" 2>/dev/null
END
tiaomu decode --convert-timeout=7 --max-file-bytes=1000000 plan.doc
bounded() {
    # shellcheck disable=SC2046  # a list of words
    set -- $(cat bounds)
    [ "$1" = 0 ] && [ "$2" -le 8388608 ] && [ "$3" -le 14 ] &&
        [ "$(wc -c <large)" -le 1000000 ] && refused 'LibreOffice made no Word file'
}
check 'and bounded memory, time and files' bounded

fake soffice <<END
sleep 60 &
echo \$! >"$work/child"
wait
END
gone() { # what the converter started is gone, too
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 "$(cat child)" 2>/dev/null || return 0
        [ "$(ps -o stat= -p "$(cat child)" | cut -c1)" = Z ] && return 0
        sleep 0.2
    done
    return 1
}
tiaomu decode --convert-timeout=1 plan.rtf
check 'LibreOffice hangs' refused 'did not finish within 1 seconds' '--convert-timeout'
check 'and is ended with all it started' gone
tiaomu decode --convert-timeout=none plan.rtf
check 'no number of seconds' refused '--convert-timeout' 'none'

rm -f child
PATH=$search "$program" decode plan.doc >out 2>err </dev/null &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -s child ] && break
    sleep 0.2
done
kill -TERM $pid
{ wait $pid; } 2>/dev/null
check 'who ends the program ends the converter' gone
check 'and no temporary folder stays' test -z "$(ls tmp)"

fake soffice <<END
echo "\$HOME" >"$work/home"
ls -ld "\$HOME" >"$work/mode"
for last; do :; done
cp "\$last" "$work/given"
cp "$root/examples/qingchuan-2026.docx" "\$(dirname "\$last")/out/input.docx"
echo made
END
tiaomu decode plan.wps
cp out converted.jsonl
"$program" decode "$root/examples/qingchuan-2026.docx" >direct.jsonl
same_blocks() {
    tail -n +2 converted.jsonl >a && tail -n +2 direct.jsonl >b && [ -s a ] && cmp -s a b
}
check 'what LibreOffice made is read' same_blocks
check 'and the conversion recorded' grep -q '"format":"wps via LibreOffice 7.4"' converted.jsonl
sum=$(sha256sum plan.wps 2>/dev/null || shasum -a 256 plan.wps)
check 'with the hash of the file that was given' grep -q "\"source_sha256\":\"${sum%% *}\"" \
    converted.jsonl
check 'it was given the file' cmp -s given plan.wps
check 'in a private folder' grep -q '^drwx------' mode
check 'that is gone' test ! -e "$(cat home)"
PATH=$search "$program" ingest --db office.db -q plan.wps 2>err
"$program" export --db office.db --format=jsonl >rows
check 'ingest records it' grep -q '"format":"wps via LibreOffice 7.4"' rows

cat >letter.doc <<'END'
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>
END
tiaomu decode letter.doc
check 'XML of Word 2003 is converted' grep -q '"format":"xml via LibreOffice 7.4"' out

# A workbook: LibreOffice makes a page of it, with an overview of the sheets.
printf '\320\317\021\340\241\261\032\341W\0o\0r\0k\0b\0o\0o\0k\0no more' >plan.xls
cp plan.xls plan.et
fake soffice <<END
for last; do :; done
cat >"\$(dirname "\$last")/out/input.html" <<PAGE
<html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head>
<body><hr><p><center><h1>Overview</h1><A HREF="#table0">任务</A><br></center></p>
<A NAME="table0"><h1>Sheet 1: <em>任务</em></h1></A>
<table><tr><td>序号</td><td>措施</td></tr><tr><td>1</td><td>栽树</td></tr></table>
<A NAME="table1"><h1>Sheet 2: <em>指标</em></h1></A><table><tr><td>甲</td><td>乙</td></tr></table>
</body></html>
PAGE
END
tiaomu decode plan.xls
sheets() {
    grep -q '"format":"xls via LibreOffice 7.4"' out && grep -q '"text":"任务"' out &&
        grep -q '"text":"指标"' out && grep -q '栽树' out && ! grep -q -e Overview -e Sheet out
}
check 'the sheets of a workbook are read' sheets
tiaomu decode plan.et
check 'and those of WPS' grep -q '"format":"et via LibreOffice 7.4"' out
fake soffice <<'END'
exit 0
END
tiaomu decode plan.xls
check 'LibreOffice without Calc' refused 'libreoffice-calc' 'CSV'

# PDF: what the programs of poppler print, made up.
page() { # WORD… : a page with these words
    echo '<html><body><doc><page width="600" height="400"><flow><block><line>'
    x=50
    for word; do
        echo "<word xMin=\"$x\" yMin=\"54\" xMax=\"$((x + 20))\" yMax=\"66\">$word</word>"
        x=$((x + 100))
    done
    echo '</line></block></flow></page></doc></body></html>'
}
page '任务' '措施' >boxes
page >none
cat >page.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" width="600pt" height="400pt" viewBox="0 0 600 400">
<path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 45 50 L 345 50 L 345 70 L 45 70 Z"/>
<path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 L 0 20" transform="matrix(1,0,0,1,145,50)"/>
<rect x="45" y="90" width="300" height="0.5" fill="black"/>
<rect x="45" y="50" width="0.5" height="40" fill="black"/>
<rect x="345" y="50" width="0.5" height="40" fill="black"/>
</svg>
END
fake pdftotext <<END
if [ "\$1" = -v ]; then echo 'pdftotext version 99.1.0' >&2; else cat "$work/boxes"; fi
END
tiaomu decode plan.pdf
check 'a PDF without pdftocairo' refused 'pdftocairo is not installed'
fake pdftocairo <<END
cat "$work/page.svg"
END
tiaomu decode plan.pdf
ruled() {
    [ "$status" -eq 0 ] && grep -q '"format":"pdf via poppler 99.1"' out &&
        grep -q '"type":"table","columns":2.*任务.*措施.*"col_span":2' out
}
check 'words and rulings of a PDF are a table' ruled
: >page.svg
tiaomu decode plan.pdf
check 'pdftocairo draws nothing' refused 'pdftocairo cannot draw page 1'
: >boxes
tiaomu decode plan.pdf
check 'pdftotext prints nothing' refused 'pdftotext cannot read it'
cp none boxes
tiaomu decode plan.pdf
check 'a scan' refused 'scan' '--ocr'
fake pdftoppm <<'END'
for last; do :; done
{ printf 'P5\n600 400\n255\n' && head -c 240000 /dev/zero | tr '\0' '\377'; } >"$last.pgm"
END
fake tesseract <<'END'
exit 1
END
tiaomu decode --ocr plan.pdf
check 'tesseract fails' refused 'tesseract recognised nothing' 'tesseract-ocr-chi-sim'
fake tesseract <<'END'
cat >"$2.hocr" <<HOCR
<html><head><meta name='ocr-system' content='tesseract 99.2.0' /></head><body>
<div class='ocr_page' title='bbox 0 0 600 400; scan_res 300 300'><span class='ocr_line' title='bbox
10 10 100 40'><span class='ocrx_word' title='bbox 10 10 100 40'>行动计划</span></span></div></body></html>
HOCR
END
tiaomu decode --ocr plan.pdf
recognised() {
    [ "$status" -eq 0 ] && grep -q '"format":"pdf via tesseract 99.2"' out &&
        grep -q '"text":"行动计划"' out
}
check 'a recognised scan is read' recognised

# With the real ones.
brief() { # FILE : its plan, without what only the format changes
    "$program" decode "$1" >brief.jsonl 2>err && "$cases" plan brief.jsonl |
        sed -e 1d -e 's/  @.*//' -e '/^coverage/d'
}
means() { # FILE SAME_AS
    brief "$2" >want && brief "$1" >got && [ "$(wc -l <want)" -gt 30 ] && diff want got >err
}
office() { # FORMAT FILE… : prints or converts with LibreOffice
    format=$1
    shift
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$format" \
        --outdir "$work" "$@" >log 2>&1
}

if ! command -v soffice >/dev/null; then
    skip 'documents through LibreOffice' 'needs LibreOffice (soffice)'
    skip 'documents printed to PDF' 'needs LibreOffice (soffice)'
    echo "1..$tests"
    exit
fi
cp "$root/examples/qingchuan-2026.docx" qingchuan.docx
cp "$root/tests/cases/docx-automatic-numbers/in.docx" numbers.docx
# Printed, a tracked change shows both texts: the plan is made anew without.
mkdocx() { # PROGRAM SED : made from tools/mkdocx.c, changed by the script
    sed "$2" "$root/tools/mkdocx.c" >"$1.c"
    # shellcheck disable=SC2046  # a list of words
    (cd "$root" && ${CC:-cc} -std=c17 -I. -D_GNU_SOURCE -o "$work/$1" "$work/$1.c" base/arena.c \
        base/str.c $(pkg-config --cflags --libs libzip)) 2>err
}
mkdocx mkdocx ''
sed 's/{-[^}]*}//g; s/{+\([^}]*\)}/\1/g' "$root/examples/src/yunling-2026.plan" >yunling.plan
./mkdocx yunling.plan yunling.docx
# Tables without a line at their left, or at both sides, as offices like them.
mkdocx mkleft 's/left w:val=\\"single/left w:val=\\"nil/'
mkdocx mkopen 's/\(left\|right\) w:val=\\"single/\1 w:val=\\"nil/g'
./mkleft yunling.plan left.docx
./mkopen yunling.plan open.docx

# Sheets, made of a page with merged cells.
cp "$cases_in/city-two-deadlines/in.html" sheet.html
sheet_made() { # FORMAT
    soffice "-env:UserInstallation=file://$work/profile" --headless --infilter='HTML (StarCalc)' \
        --convert-to "$1" --outdir "$work" sheet.html >log 2>&1 && [ -s "sheet.$1" ]
}
for format in xlsx xls ods; do
    if sheet_made $format; then
        "$program" ingest -q --db "$format.db" --id sheet "sheet.$format" 2>err
        "$program" ingest -q --db "$format-page.db" --id sheet sheet.html 2>err
        rows_of() { sqlite3 "$1" "SELECT * FROM v_responsibility; SELECT measure, deadline FROM v_measure" | sed 's/|html.*//'; }
        same_rows() { rows_of "$format.db" >got && rows_of "$format-page.db" >want && [ -s want ] && diff want got; }
        check "a sheet as .$format" same_rows
    else
        skip "a sheet as .$format" 'needs LibreOffice Calc'
    fi
done
if [ -s sheet.xlsx ]; then
    "$program" export --db xlsx.db -f xlsx -o own.xlsx 2>err
    search=$PATH
    tiaomu decode own.xlsx
    check 'a workbook of our own is no plan' refused 'own.xlsx' 'tiaomu was used to make it'
fi

office doc qingchuan.docx yunling.docx numbers.docx
for name in qingchuan yunling; do
    check "$name as .doc" means $name.doc $name.docx
done
numbered() {
    "$program" decode numbers.docx | grep -o '"label":"[^"]*"' >want
    "$program" decode numbers.doc | grep -o '"label":"[^"]*"' >got
    [ -s want ] && cmp -s want got
}
check 'automatic numbers of a .doc' numbered
office odt yunling.docx
check 'yunling as .odt' means yunling.odt yunling.docx
office rtf qingchuan.docx
check 'qingchuan as .rtf' means qingchuan.rtf qingchuan.docx

if ! command -v pdftotext >/dev/null || ! command -v pdftocairo >/dev/null; then
    skip 'documents printed to PDF' 'needs poppler-utils'
elif [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
    skip 'documents printed to PDF' 'needs a Chinese font'
else
    office pdf qingchuan.docx yunling.docx left.docx open.docx
    for name in qingchuan yunling; do
        check "$name printed to PDF" means $name.pdf $name.docx
    done
    no_left() { ! cmp -s yunling.pdf left.pdf && means left.pdf yunling.docx; }
    no_sides() { ! cmp -s left.pdf open.pdf && means open.pdf yunling.docx; }
    check 'and without rulings at the left' no_left
    check 'and at both sides' no_sides
    "$program" decode yunling.pdf >pages.jsonl
    LC_ALL=C sed 's,/Type/Page/,/Type/Page/Rotate 90/,' yunling.pdf >sideways.pdf
    check 'yunling on pages turned by a quarter' means sideways.pdf yunling.docx
    check 'places are pages and boxes' grep -q '"path":"page 3 ([0-9,]*)"' pages.jsonl
fi

echo "1..$tests"
