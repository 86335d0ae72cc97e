#!/bin/sh
# What this program reads beside what pandoc and LibreOffice read: on the examples, and on random
# Word files (tests/random_docx.c), whose marks, "k0042z", are easily found again. Prints TAP.
# usage: tests/test_differ.sh PROGRAM   Environment: DIFFER=N random files (20).
#
# No text may be missing that one of them finds. Where they differ, and who is right:
# - Both lose some: LibreOffice the results of fields that it works out anew, and text boxes when it
#   writes plain text; pandoc text boxes, too. The marks that the file was made to show tell, and
#   tests/test_random.c compares with those.
# - LibreOffice prints the address of some hyperlinks (k9999z), which is a field's code; Word prints
#   its result.
# - LibreOffice prints deleted and inserted text one behind the other (32 and 30 as 3230), so it is
#   asked about files without tracked changes alone.
# - pandoc knows tracked runs, but not tracked rows: it keeps a deleted row whose runs are not
#   marked. Word marks both, and so do the files.
# - LibreOffice restarts a list at the first paragraph of its instance even where that stands in a
#   text box; in Word each text box counts on its own. The files restart none there.
# - LibreOffice has fewer ways to count than Word: from 100 on 一○○ becomes 一百, ideographDigital
#   (一〇) and japaneseCounting become 十 and 一百, ideographEnclosedCircle (㈠) ①. Below, the numbers of
#   .doc and .odt come out as Word prints them; only such formats are in the files.
# - Of two tables without a paragraph between them LibreOffice makes one, as Word shows them; here
#   they stay two, as the file has them, and extraction joins what has one header.
set -u
LC_ALL=C.UTF-8 # LibreOffice writes text by it
export LC_ALL
case $1 in
/*) program=$1 ;;
*) program=$PWD/$1 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
differ=$(dirname "$program")/tests/differ
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir files office
n=${DIFFER:-20} tests=0 failures=0

report() { # NAME : fails where the file err holds anything
    tests=$((tests + 1))
    if [ ! -s err ]; then
        echo "ok $tests - $1"
    else
        failures=$((failures + 1))
        echo "not ok $tests - $1"
        head -n 20 err | sed 's/^/# /'
    fi
    : >err
}

skip() { # NAME REASON
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}

marks() { # FILE
    grep -o 'k[0-9][0-9][0-9][0-9]z' "$1" | sort -u
}

names() { # EXPRESSION : the random files, without extension, whose number fulfils it
    seq 1 "$n" | while read -r i; do
        [ "$((i % 2))" -eq "$1" ] && printf '%04d\n' "$i"
    done
}

# What the other program found in FILE and this one did not, in lines for people.
lost() { # NAME FILE
    marks "$2" | grep -v k9999z >theirs
    marks "$1.jsonl" >ours
    comm -23 theirs ours | sed "s/^/$1 lacks /"
}

# The texts of a decoded document as one line without spaces.
squeezed() { # FILE
    "$program" decode "$1" | grep -o '"text":"[^"]*"' | sed 's/^"text":"//; s/"$//; s/\\[nt]//g' |
        tr -d ' \n'
}
# Every run of letters that is in FILE must be in the document.
missing() { # DOCUMENT FILE
    squeezed "$1" >ours
    sed 's/<[^>]*>/\n/g; s/\xEF\xBB\xBF//; s/↩//g' "$2" | grep -o '[^ -~[:space:]　]\{2,\}' | sort -u | while read -r text; do
        grep -qF -- "$text" ours || echo "$1 lacks $text"
    done
}

"$differ" make files 1 "$n" || exit 1
for file in files/*.docx; do
    name=$(basename "$file" .docx)
    "$program" decode "$file" >"$name.jsonl" 2>>err || echo "$name is refused" >>err
done
report "$n random files are read"

if command -v pandoc >/dev/null; then
    for name in $(names 0) $(names 1); do
        pandoc -f docx -t plain "files/$name.docx" -o pandoc.txt 2>log && lost "$name" pandoc.txt >>err
    done
    report 'what pandoc finds in them'
    for name in qingchuan-2026 yunling-2026; do
        pandoc -f docx -t html --wrap=none "$root/examples/$name.docx" -o pandoc.html &&
            missing "$root/examples/$name.docx" pandoc.html >>err
        [ "$(wc -c <ours)" -gt 1000 ] || echo "$name was hardly read" >>err
    done
    report 'and in the examples'
else
    skip 'what pandoc finds' 'needs pandoc'
fi

office() { # FORMAT FILE… : converts with LibreOffice into the folder office
    format=$1
    shift
    timeout 100 soffice "-env:UserInstallation=file://$work/profile" --headless \
        --convert-to "$format" --outdir office "$@" >log 2>&1
}
in_batches() { # FORMAT LIST : ten at a time
    rm -f batch.*
    split -l 10 "$2" batch.
    for batch in batch.*; do
        # shellcheck disable=SC2046  # a list of words
        office "$1" $(cat "$batch")
    done
}
# The tables or numbers that both read, as far as LibreOffice kept the marks.
same() { # WHAT
    for name in $(names 0); do
        # It hung, or wrote broken XML.
        "$program" decode "office/$name.docx" >theirs.jsonl 2>log || continue
        marks theirs.jsonl >theirs
        marks "$name.jsonl" >ours
        comm -13 theirs ours | sed 's,.*,s/ &//g,' >drop.sed
        echo 's/ k9999z//g' >>drop.sed
        "$differ" "$1" theirs.jsonl | sed -f drop.sed >theirs
        "$differ" "$1" "$name.jsonl" | sed -f drop.sed >ours
        cmp -s ours theirs || { echo "$name:" && diff ours theirs; } >>err
        compared=$((compared + $(wc -l <ours)))
    done
    [ "$compared" -gt "$n" ] || echo "only $compared lines were compared" >>err
    compared=0
}
compared=0

if command -v soffice >/dev/null; then
    names 0 | sed 's,.*,files/&.docx,' >list
    echo "$root/examples/qingchuan-2026.docx" >>list
    in_batches 'txt:Text (encoded):UTF8' list
    for name in $(names 0); do
        lost "$name" "office/$name.txt" >>err 2>&1
    done
    report 'what LibreOffice finds in those without tracked changes'
    missing "$root/examples/qingchuan-2026.docx" office/qingchuan-2026.txt >>err 2>&1
    report 'and in an example'
    # Of some it never ends writing the tables (0038, 0048), which ends the batch.
    names 0 | grep -v -e 0038 -e 0048 | sed 's,.*,files/&.docx,' >list
    in_batches docx list
    same tables
    report 'their tables have the same cells in LibreOffice'
    same labels
    report 'and their paragraphs the same numbers'
else
    skip 'what LibreOffice finds' 'needs LibreOffice (soffice)'
fi

echo "1..$tests"
[ "$failures" -eq 0 ]
