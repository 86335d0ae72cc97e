#!/bin/sh
# A folder of good plans and of fifty inputs that are none: every good one is stored, each other is
# named with its reason in messages, report and database, and nothing waits. Prints TAP.
# usage: tests/test_hostile.sh PROGRAM; GOOD=N: so many good ones (100)
set -u
. "$(dirname "$0")/tap.sh"
good=${GOOD:-100}
if grep -q __asan_init "$program"; then # which knows no limit of memory
    bomb=$((32 << 20)) endless=0
else
    bomb=$((600 << 20)) endless=1000000
fi

# ---- good ones: of five measures, one in ten in GB18030; and a Word file ----
mkdir plans
for i in $(seq 2 "$good"); do
    {
        printf '云岭区2026年第%s号行动计划\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t主责单位\n\n' "$i"
        for n in 1 2 3 4 5; do
            printf '\t%s\n\t任务%s\n\t新建湿地%s处。\n\t年底前\n\t区水务局\n区财政局\n\n' "$n" "$n" "$((i + n))"
        done
    } >"plans/good$i.txt"
done
for i in $(seq 10 10 "$good"); do
    iconv -f UTF-8 -t GB18030 "plans/good$i.txt" >gb && mv gb "plans/good$i.txt"
done
cp "$examples/yunling-2026.docx" plans/

# ---- hostile ones ----
bad() { # NAME : standard input becomes the hostile file
    echo "$1" >>names
    cat >"plans/$1"
}
entry() { # NAME COMMAND… : makes plans/NAME
    echo "$1" >>names
    shift
    "$@"
}
le() { # BYTES NUMBER : little endian
    k=$1 n=$2
    while [ "$k" -gt 0 ]; do
        printf '%b' "\\0$(printf %03o $((n % 256)))"
        n=$((n / 256)) k=$((k - 1))
    done
}
# ZIP archives as APPNOTE.TXT 4.3 has them, of deflated members. FLAGS: 1 for encrypted; SIZE: what
# it says to unpack to.
add() { # NAME FLAGS SIZE : the content is standard input
    gzip -nc >member
    packed=$(($(wc -c <member) - 18)) at=$(wc -c <archive)
    {
        le 2 20 && le 2 "$2" && le 2 8 && le 4 0 && tail -c 8 member | head -c 4
        le 4 $packed && le 4 "$3" && le 2 ${#1} && le 2 0
    } >head
    { printf 'PK\003\004' && cat head && printf %s "$1" && tail -c +11 member | head -c $packed; } >>archive
    { printf 'PK\001\002' && le 2 20 && cat head && le 4 0 && le 4 0 && le 2 0 && le 4 "$at" && printf %s "$1"; } >>directory
    echo "$1" >>members
}
begin() {
    : >archive >directory >members
}
finish() {
    n_members=$(wc -l <members)
    cat archive directory && printf 'PK\005\006' && le 4 0 && le 2 "$n_members" && le 2 "$n_members" &&
        le 4 "$(wc -c <directory)" && le 4 "$(wc -c <archive)" && le 2 0
}
word_file() { # NAME FLAGS SIZE : a Word file whose main part is standard input
    begin
    rels='<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    add word/document.xml "$2" "$3"
    printf %s "$rels" | add _rels/.rels 0 ${#rels}
    finish | bad "$1"
}
noise() { # BYTES : no text in any encoding
    head -c "$1" /dev/urandom | tr -d '\t\n\r\f -~'
}
body='<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
word=$examples/yunling-2026.docx
size=$(wc -c <"$word")

bad empty.docx </dev/null
printf ' \n\t\n' | bad blank.txt
printf '\357\273\277' | bad mark-alone.txt
for cut in 4 30 1000 $((size / 2)) $((size - 30)) $((size - 1)); do
    head -c "$cut" "$word" | bad "cut-$cut.docx"
done
tail -c +100 "$word" | bad without-front.docx
noise 50000 | bad noise-word.docx
noise 50000 | bad noise-text.txt
{ printf 'PK\003\004' && noise 5000; } | bad noise-zip.docx
{ printf '\320\317\021\340\241\261\032\341' && noise 5000; } | bad noise-97.doc
{ printf '%%PDF-1.7\n' && noise 5000; } | bad noise-pdf.pdf
{ printf '{\\rtf1' && noise 5000; } | bad noise-rich.rtf
head -c 100000 /dev/zero | bad zeros.txt
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0\220wS\336' | bad picture-png.docx
printf '\377\330\377\340\0\020JFIF\0\1\1\0\0\1\0\1\0\0\377\333' | bad scan.jpg
printf 'GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377!\371\4\1\0\0\0\0,' | bad picture-gif.txt
printf '7z\274\257\047\034\0\004' | bad archive-7z.7z
printf 'Rar!\032\007\001\0\063\222\265\345' | bad archive-rar.rar
gzip -nc <plans/good2.txt | bad archive-gz.docx
printf '\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\076\0\1\0\0\0' | bad program.txt
{ head -c 2000 plans/good2.txt && printf '\377\376\201\060' && cat plans/good3.txt; } | bad mixed.txt
printf '{"type": "document", "name": ' | bad cut-lines.jsonl
printf '{"type": "document", "name": "x"}\n{"type": "unheard"}\n' | bad odd-lines.jsonl
# what encryption by Word leaves: a compound file with a stream of this name
{ printf '\320\317\021\340\241\261\032\341' && head -c 1000 /dev/zero &&
    printf 'E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'; } | bad encrypted.docx

begin && printf '<html/>' | add index.html 0 7 && finish | bad other-package.docx
begin && finish | bad no-member.docx
printf '%s</w:body></w:document>' "$body" | word_file encrypted-member.docx 1 108
printf %s "$body" | word_file cut-xml.docx 0 ${#body}
printf '<w:workbook xmlns:w="x"/>' | word_file sheet.docx 0 25
{ printf '<!DOCTYPE d [<!ENTITY a0 "一二三四五六七八九十">' &&
    for i in 1 2 3 4 5 6 7 8 9; do
        p=$((i - 1))
        printf '<!ENTITY a%s "&a%s;&a%s;&a%s;&a%s;&a%s;&a%s;&a%s;&a%s;&a%s;&a%s;">' $i $p $p $p $p $p $p $p $p $p $p
    done && printf ']>%s<w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>' "$body"; } >entities
word_file entities.docx 0 "$(wc -c <entities)" <entities
noise 5000 >spoilt && word_file noise-xml.docx 0 "$(wc -c <spoilt)" <spoilt
head -c 100000 /dev/zero | tr '\0' '<' | word_file angles.docx 0 100000
printf '%s<w:p/></w:body></w:document>' "$body" | word_file no-text.docx 0 114
{ printf %s "$body" && awk 'BEGIN { for (i = 0; i < 100000; i++) printf "<w:tbl><w:tr><w:tc>" }'; } >deep
word_file deep.docx 0 "$(wc -c <deep)" <deep
{ printf '%s<w:p><w:r><w:t>' "$body" && head -c $bomb /dev/zero; } | tr '\0' a | word_file bomb.docx 0 $((bomb + ${#body} + 15))

zeros() { # FILE MEGABYTES : a file that takes no room
    dd if=/dev/zero of="$1" bs=1 count=1 seek=$(($2 * 1048576 - 1)) 2>/dev/null
}
head -c $((20 * endless)) /dev/zero | tr '\0' a | bad endless-line.txt
yes 区财政局 | head -n $endless | bad endless-lines.txt
entry large.txt zeros plans/large.txt 300
entry changing.txt zeros plans/changing.txt 200
entry pipe.docx mkfifo plans/pipe.docx
entry socket.txt perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0]))' plans/socket.txt
entry folder.docx mkdir plans/folder.docx
entry gone.docx ln -s nowhere.docx plans/gone.docx
entry circle.docx ln -s circle.docx plans/circle.docx
entry device.txt ln -s /dev/zero plans/device.txt
printf '云岭区2026年行动计划\n' | bad secret.txt
chmod 000 plans/secret.txt

# ---- the run, as a user who may not read everything ----
cp "$program" tiaomu
chmod 755 "$work" tiaomu
mkdir result
as_user=
if [ "$(id -u)" -eq 0 ]; then
    as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
    chown 65534 result
fi
while :; do echo more; done >>plans/changing.txt &
writer=$!
# shellcheck disable=SC2086  # a list of words
timeout 500 env HOME="$work/result" $as_user ./tiaomu ingest --max-memory 400 --db result/h.db --jobs 2 --report result/h.json plans 2>err
status=$?
kill $writer

check 'the run ends, and says that some are not read' test $status -eq 1
count() { # QUERY
    sqlite3 result/h.db "$1"
}
stored() {
    [ "$(count 'SELECT count(*) FROM v_document')" -eq "$good" ] &&
        [ "$(count "SELECT count(*) FROM v_document WHERE doc LIKE 'good%' OR doc = 'yunling-2026'")" -eq "$good" ] &&
        [ "$(count "SELECT count(*) FROM v_measure WHERE doc LIKE 'good%'")" -eq $((5 * good - 5)) ]
}
check "all $good good plans are stored, and nothing else" stored
each() { # COMMAND… : for the name of each hostile file
    while IFS= read -r file; do
        "$@" "$file" || { echo "# $file" && return 1; }
    done <names
}
said_once() { # NAME
    [ "$(grep -c -F -e "tiaomu: plans/$1: " -e "tiaomu: plans/$1:" err)" -eq 1 ]
}
check "each of $(wc -l <names) others is named once, with its reason" each said_once
in_report() { # NAME : bytes that are no UTF-8 are marks there
    shown=$(printf %s "$1" | LC_ALL=C sed "s/[^ -~]/$(printf '\357\277\275')/g")
    awk -v file="\"file\": \"plans/$shown\"" '
        index($0, "\"file\":") { here = index($0, file) }
        here && /"outcome": "failed"/ { failed = 1 }
        here && failed && /"severity": "error"/ { error = 1 }
        here && error && /"message": "..*"/ { found = 1 }
        END { exit !found }' result/h.json
}
check 'and in the report' each in_report
in_database() { # NAME
    [ "$(count "SELECT count(*) FROM v_run_input WHERE file = 'plans/$1' AND outcome = 'failed' AND message <> ''")" -eq 1 ]
}
check 'and in the database' each in_database
check 'a file that changes while it is read is noticed' grep -q 'changing.txt: the file changed while it was read' err

# The same with the folders in a folder.
mkdir above && mv plans above/
# shellcheck disable=SC2086
timeout 500 env HOME="$work/result" $as_user ./tiaomu ingest -r --max-memory 400 --db result/r.db --jobs 2 above 2>err
check 'folders in folders: the same' test "$?-$(sqlite3 result/r.db 'SELECT count(*) FROM v_document')-$(grep -c '^tiaomu: above/' err)" = "1-$good-$(wc -l <names)"
echo "1..$tests"
