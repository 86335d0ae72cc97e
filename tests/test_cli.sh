#!/bin/sh
# The command line: exit status, messages, and that the filters do what ingest does. Prints TAP.
# usage: tests/test_cli.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"

tiaomu() { run "$@"; }

# The run before ended with this status and exactly one line of message, which matches all patterns.
ended() { # STATUS PATTERN…
    [ "$status" -eq "$1" ] && [ "$(wc -l <err)" -eq 1 ] && grep -q '^tiaomu: ' err || return 1
    shift
    for pattern; do
        grep -q -- "$pattern" err || return 1
    done
}

quietly() { # STATUS : and no message
    [ "$status" -eq "$1" ] && [ ! -s err ]
}

# Text of a Word table: a row and each of its cells begin with a tab.
plan() { # TITLE TASK
    printf '%s\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t牵头单位\n\t配合单位\n\n' "$1"
    printf '\t1\n\t%s\n\t建成湿地两处。\n\t年底前\n\t区水务局\n\t区财政局\n\n' "$2"
    printf '\t2\n\t清河行动\n\t清理河道垃圾。\n\t6月底前\n\t区水务局\n\t——\n'
}
plan '云岭区2026年行动计划' '湿地建设' >good.txt
plan '青川区2026年行动计划' '湿地修复' >other.txt
: >empty.txt
mkdir folder nothing
cp good.txt other.txt folder/
cp empty.txt folder/.hidden

# Help and usage.
tiaomu --help
check 'help succeeds' quietly 0
commands=$(sed -n 's/^  \([a-z]*\) .*/\1/p' out | grep -v tiaomu)
for command in $commands; do
    tiaomu "$command" --help
    shows_usage() {
        quietly 0 && grep -q "^usage: tiaomu $command" out && grep -q "^  .*tiaomu $command" out
    }
    check "$command --help shows usage and an example" shows_usage
done
tiaomu --version
check 'version' grep -q '^tiaomu [0-9]*\.[0-9]*\.[0-9]*$' out
tiaomu
check 'no command' ended 2 'a command is missing'
tiaomu ingets x
check 'an unknown command, with the nearest one' ended 2 'ingets' 'did you mean ingest'
tiaomu zzzzzzzzz
check 'an unknown command like none' ended 2 'zzzzzzzzz'
tiaomu ingest --dbb=x good.txt
check 'an unknown option, with the nearest one' ended 2 '--dbb' '--db'
tiaomu list -Z
check 'an unknown letter' ended 2 '-Z'
tiaomu list --db
check 'an option without its value' ended 2 '--db' 'needs a value'
tiaomu show --why=yes good.txt
check 'an option with a value it cannot have' ended 2 '--why'
tiaomu ingest --jobs=many good.txt
check 'no number' ended 2 '--jobs' 'many'
tiaomu show
check 'too few arguments' ended 2 'DOC'
tiaomu list more
check 'too many arguments' ended 2 'list'

# Inputs that cannot be read.
for command in ingest decode extract show; do
    tiaomu "$command" missing.txt
    check "$command: a missing file" ended 2 'missing.txt'
    tiaomu "$command" empty.txt
    check "$command: an empty file" ended 2 'empty.txt' 'empty'
    check "$command: nothing is written" test ! -s out
done
tiaomu decode folder
check 'a folder where a file is needed' ended 2 'folder' 'give a file'
tiaomu ingest nothing
check 'a folder without files' ended 2 'nothing' 'no files'
check 'a run that stored nothing makes no database' test ! -e tiaomu.db
tiaomu decode --max-file-bytes=10 good.txt
check 'a file over the limit' ended 2 'good.txt' '--max-file-bytes'
if [ "$(id -u)" -eq 0 ]; then
    skip 'an unreadable file' 'root may read everything'
else
    cp good.txt secret.txt && chmod 000 secret.txt
    tiaomu decode secret.txt
    check 'an unreadable file' ended 2 'secret.txt' 'ermission'
fi

# Ingest.
tiaomu ingest --db some.db good.txt missing.txt other.txt
some_done() {
    [ "$status" -eq 1 ] && [ "$(grep -c 'missing.txt' err)" -eq 1 ] &&
        grep -q '2 documents, 4 measures' err
}
check 'the others are stored where one cannot be read' some_done
tiaomu list --db some.db
lists_both() { quietly 0 && grep -q '^good ' out && grep -q '^other ' out; }
check 'and list shows them' lists_both
tiaomu ingest --db folder.db folder
stored_two() { [ "$status" -eq 0 ] && grep -q '2 documents, 4 measures' err; }
check 'the files of a folder, hidden ones left out' stored_two
tiaomu ingest --db folder/inside.db -q folder
tiaomu ingest --db folder/inside.db -q folder
check 'a database inside the folder is no input' quietly 0
cp folder.db before.db
tiaomu ingest --db folder.db folder
unchanged() { grep -q '2 unchanged' err && cmp -s before.db folder.db; }
check 'a second run changes no byte' unchanged
tiaomu ingest --db id.db --id=mine good.txt -q
"$program" list --db id.db >out
check 'an id of one'"'"'s own' grep -q '^mine ' out
tiaomu ingest --db id.db --id=mine good.txt other.txt
check 'one id for two files' ended 2 '--id'
mkdir twin && cp other.txt twin/good.txt
tiaomu ingest --db twin.db good.txt twin/good.txt -q
check 'two files of one name: neither takes the place of the other' \
    ended 1 'twin/good.txt' 'the id good as good.txt has' '--id'
"$program" show --db twin.db good >out
check 'and the first is kept' grep -q '湿地建设' out
mkdir copy && cp good.txt copy/good.txt
tiaomu ingest --db copy.db good.txt copy/good.txt -q
check 'the same file twice' ended 0 'copy/good.txt' 'is the same file as good.txt'
cp good.txt copy/again.txt
tiaomu ingest --db again.db --report=again.json good.txt copy/again.txt
same_said() {
    [ "$status" -eq 0 ] && grep -q 'copy/again.txt: is the same file as good.txt under another name' err &&
        grep -q '2 documents' err && [ "$(grep -c '"same_as": "good"' again.json)" -eq 1 ]
}
check 'the same file under two names is stored under both, and that is said' same_said
tiaomu ingest --db report.db --report=report.json good.txt missing.txt
reported() {
    grep -q 'cannot be opened: No such file' report.json &&
    grep -q '"outcome": "added"' report.json && grep -q '"outcome": "failed"' report.json &&
        grep -q '"measures": 2' report.json
}
check 'the run report' reported

mkdir -p deep/a/b deep/.hidden && cp good.txt deep/a/b/ && cp other.txt deep/a/
cp good.txt deep/.hidden/secret.txt && ln -s ../.. deep/a/b/loop
tiaomu ingest --db deep.db -r deep
goes_deep() { grep -q 'b/loop.*leads back' err && grep -q '2 documents' err; }
check 'folders in folders, but no circle' goes_deep

# Several at a time.
mkdir many && cp "$examples"/*.txt "$examples"/*.docx good.txt other.txt many/
for stem in $(ls many | sed 's/\.[a-z]*$//' | sort | uniq -d); do rm "many/$stem.txt"; done
cp empty.txt many/
tiaomu ingest --db one.db many
check 'one input of many cannot be read' test "$status" -eq 1
tiaomu ingest --db two.db --jobs 2 many
"$program" export --db one.db --format jsonl >one.out
"$program" export --db two.db --format jsonl >two.out
check 'two jobs store what one stores, in the same order' cmp -s one.out two.out
cp two.db before.db
tiaomu ingest --db two.db --jobs=2 --report=again.json many
all_known() {
    [ "$(grep -c '"outcome": "unchanged"' again.json)" -eq "$(($(ls many | wc -l) - 1))" ] &&
        cmp -s before.db two.db
}
check 'what has not changed is not stored again' all_known
# Again, with other rules.
tiaomu reprocess --db two.db
check 'nothing to do where the rules are the same' ended 0 'nothing is to be done'
mkdir new-rules && cp "$examples"/../rules/deadlines.tsv new-rules/
printf '# a line more\n' >>new-rules/deadlines.tsv
tiaomu reprocess --db two.db --rules new-rules
untouched() { [ "$status" -eq 0 ] && ! grep -q 'substantive' err; }
check 'documents that come out the same are not told' untouched
grep -v '年底前' "$examples"/../rules/deadlines.tsv >new-rules/deadlines.tsv
tiaomu reprocess --db two.db --rules new-rules --report=new.json
told() { grep -q '"outcome": "replaced"' new.json; }
check 'those on which a new rule acts are replaced' told
"$program" ingest --db runs.db -q good.txt empty.txt 2>/dev/null
recorded() {
    [ "$(sqlite3 runs.db 'SELECT inputs, added, failed FROM v_run')" = '2|1|1' ] &&
        sqlite3 runs.db "SELECT message FROM v_run_input WHERE outcome = 'failed'" | grep -q empty
}
check 'the database keeps its runs' recorded

# Both states of a Word file with tracked changes.
tracked=$examples/yunling-2026.docx
tiaomu ingest --db both.db --tracked both "$tracked"
check 'a document and what it was before' grep -q '2 documents' err
"$program" decode --tracked both "$tracked" | "$program" extract | "$program" resolve |
    "$program" load --db both-piped.db
both_alike() {
    for db in both both-piped; do
        "$program" export --db $db.db --format jsonl >$db.out
    done
    grep -q '"doc":"yunling-2026.before"' both.out && cmp -s both.out both-piped.out
}
check 'as the filters make them' both_alike
tiaomu ingest --db both.db --tracked both "$tracked"
check 'neither is read again' grep -q '(2 unchanged)' err
tiaomu ingest --db both.db --tracked reject "$tracked"
check 'but another state is' sh -c '! grep -q unchanged err'
tiaomu ingest --db both.db --tracked none "$tracked"
check 'no such state' ended 2 '--tracked is accept, reject or both'

# An inbox.
mkdir inbox && cp good.txt inbox/
if [ "$(uname -s)" = Linux ]; then
    "$program" ingest --db inbox.db --watch -q inbox 2>watch.err &
    watcher=$!
    holds() { # NAME : within ten seconds
        for _ in $(seq 1 100); do
            "$program" list --db inbox.db 2>/dev/null | grep -q "^$1 " && return 0
            sleep 0.1
        done
        return 1
    }
    check 'watching begins with what is there' holds good
    cp other.txt inbox/
    check 'and goes on with what appears' holds other
    kill "$watcher" && wait "$watcher" 2>/dev/null
    mkdir inbox2
    "$program" ingest --db inbox.db --watch -r inbox2 2>watch.err &
    watcher=$!
    for _ in $(seq 1 100); do
        grep -q 'waiting for files' watch.err && break
        sleep 0.1
    done
    check 'an inbox may be empty' test "$(wc -l <watch.err)" -eq 1
    mkdir -p moved/in && cp good.txt moved/in/third.txt && mv moved inbox2/
    check 'a folder that appears is read, with those in it' holds third
    cp good.txt inbox2/moved/in/fourth.txt
    check 'and watched' holds fourth
    mkfifo inbox2/pipe && cp other.txt inbox2/part.tmp && mv inbox2/part.tmp inbox2/fifth.txt
    check 'a name for the time of writing is no file' holds fifth
    cp other.txt inbox2/third.txt
    for _ in $(seq 1 100); do
        grep -q 'takes the place' watch.err && break
        sleep 0.1
    done
    check 'a file that takes the place of another is told' \
        grep -q 'inbox2/third.txt: takes the place of inbox2/moved/in/third.txt' watch.err
    check 'nothing else is' sh -c '! grep -q -e part -e pipe watch.err'
    kill "$watcher" && wait "$watcher" 2>/dev/null
    tiaomu ingest --db inbox.db --watch --id x inbox
    check 'one id for all that appears' ended 2 '--watch and --id'
else
    skip 'watching a folder' 'this system has no inotify'
fi

cat >more.csv <<'END'
id,path,year,jurisdiction,status,note
湿地,deep/a/b/good.txt,2031,北京市密云区,draft,"the note, which nobody reads"
END
tiaomu ingest --db said.db --manifest more.csv
"$program" extract --id x good.txt >out
"$program" export --db said.db --format jsonl >out
said() {
    grep -q '"doc":"湿地".*"status":"draft","jurisdiction":"密云区","jurisdiction_code":"110118","year_start":2031' out &&
        grep -q '"deadline_end":"2031-12-31"' out
}
check 'a manifest says what names and texts do not' said
printf 'path,year\ngood.txt,soon\n' >wrong.csv
tiaomu ingest --db wrong.db --manifest wrong.csv
check 'a manifest with a fault' ended 2 'wrong.csv: 2: the year'
manifest() { # TEXT WORDS : what is wrong with it is said
    printf "$1" >wrong.csv
    tiaomu ingest --db wrong.db --manifest wrong.csv
    ended 2 "wrong.csv.*$2"
}
check 'an empty manifest' manifest '' 'first line names the columns'
check 'a manifest without paths' manifest 'id,year\na,2026\n' 'path is not among them'
check 'a line without its path' manifest 'path,year\n,2026\n' 'path is missing'
check 'a state that is none' manifest 'path,status\ngood.txt,old\n' 'draft or final'
tiaomu ingest --db wrong.db
check 'nothing to read' ended 2 'files or folders'
if [ "$(script -qec 'echo there' /dev/null 2>/dev/null | tr -d '\r')" = there ]; then
    script -qec "$program ingest --db bar.db many" /dev/null >out 2>&1 </dev/null
    check 'progress on a terminal' grep -q '\[#*\.*\] 3/[0-9]* [0-9.]*/s 0:[0-9]* left ' out
    script -qec "$program ingest --no-progress --db bar2.db many" /dev/null >out 2>&1 </dev/null
    check 'and none where it is not wanted' sh -c '! grep -q " left " out && grep -q empty.txt out'
else
    skip 'progress on a terminal' 'needs script (util-linux)'
fi
tiaomu ingest --db said.db --dry-run good.txt
check 'a dry run says what would be done' grep -q '^add  *good' out
check 'and how much' grep -q 'to add 1, to replace 0, unchanged 0, not to be read 0; nothing is stored' err
tiaomu ingest --db said.db -n good.txt missing.txt
check 'its letter means the same, and what cannot be read is told' \
    sh -c "[ $status -eq 1 ] && grep -q '^add  *good' out && grep -q 'missing.txt: cannot be opened' err"
"$program" list --db said.db >out
check 'and does nothing' test "$(grep -c 'good' out)" -eq 0

seq 1 5000 | sed 's/.*/新建湿地&处。/' >long.txt
if grep -q __asan_init "$program"; then
    skip 'a limit of memory that is too low' 'AddressSanitizer needs more than any limit'
else
    tiaomu ingest --db limits.db --max-memory 1 long.txt
    check 'a limit of memory that is too low' ended 2 'long.txt' '--max-memory'
fi

# Databases.
echo 'these are notes, and no database' >notes.db
cp notes.db notes.before
tiaomu ingest --db notes.db good.txt -q
check 'a file that is no database' ended 2 'notes.db' 'no SQLite database'
check 'and it is kept' cmp -s notes.db notes.before
tiaomu list --db nowhere.db
check 'a database that is not there' ended 2 'nowhere.db' 'no such database'
check 'and is not made' test ! -e nowhere.db
tiaomu list --db folder
check 'a folder as database' ended 2 'folder'
tiaomu show --db some.db nobody
check 'a document that is not there' ended 2 'some.db' 'nobody'
tiaomu show mistyped.txt
check 'a file that is not there' ended 2 'mistyped.txt'

# Show.
tiaomu show --db some.db good
check 'show by id' grep -q '湿地建设' out
cp out by-id
tiaomu show good.txt
check 'a file shows like the stored document' cmp -s out by-id
tiaomu show --tasks good.txt
tasks_alone() { grep -q '湿地建设' out && ! grep -q '建成湿地两处' out; }
check 'tasks alone' tasks_alone

# The filters do what ingest does.
set -- good.txt other.txt "$examples"/*.txt
for file; do
    "$program" ingest --db whole.db -q "$file" || echo "# ingest failed: $file"
    "$program" decode "$file" | "$program" extract | "$program" resolve |
        "$program" load --db piped.db || echo "# pipe failed: $file"
done
same() { # ARGUMENT… of export
    "$program" export --db whole.db "$@" >whole.out &&
        "$program" export --db piped.db "$@" >piped.out && [ -s whole.out ] &&
        cmp -s whole.out piped.out
}
check 'the filters store what ingest stores' same --format jsonl
for kind in measures responsibilities indicators clauses; do
    check "and $kind are the same rows" same --format csv --kind "$kind"
done
for file; do
    "$program" decode "$file"
done >stream.jsonl
"$program" extract stream.jsonl | "$program" resolve - | "$program" load --db stream.db -
"$program" export --db stream.db --format jsonl >stream.out
"$program" export --db whole.db --format jsonl >whole.out
check 'several documents in one stream' cmp -s stream.out whole.out
"$program" decode - --id good <good.txt >piped.jsonl
"$program" decode good.txt >named.jsonl
same_blocks() { tail -n +2 piped.jsonl >a && tail -n +2 named.jsonl >b && [ -s a ] && cmp -s a b; }
check 'standard input' same_blocks
tiaomu decode --tracked=both good.txt
both() { grep -q '"good"' out && grep -q '"good.before"' out; }
check 'both sides of tracked changes' both
tiaomu decode --format html --tracked=both good.txt
both_on_one_page() {
    quietly 0 && [ "$(grep -c '<html' out)" -eq 1 ] && grep -q '<h1>good</h1>' out &&
        grep -q '<h1>good.before</h1>' out
}
check 'decode shows both states on one page' both_on_one_page
cp out shown
tiaomu decode --tracked=both -o page.html good.txt
check 'decode writes html by the extension' cmp -s shown page.html
tiaomu decode --format=csv good.txt
check 'a format that decode has not' ended 2 'jsonl or html'
tiaomu decode --tracked=some good.txt
check 'no such side' ended 2 '--tracked' 'some'

# Filters in the wrong order, damaged lines.
tiaomu load named.jsonl --db order.db
check 'decoded lines are not loaded' ended 2 'named.jsonl' 'extract'
tiaomu resolve good.txt
check 'a plain file is not resolved' ended 2 'good.txt' 'pipe'
"$program" extract good.txt >items.jsonl
tiaomu extract items.jsonl
check 'items are not extracted again' ended 2 'items.jsonl' 'extracted already'
{ cat items.jsonl && sed 's/"table_no":1/"table_no":"one"/' items.jsonl; } >broken.jsonl
line=$(($(wc -l <items.jsonl) + $(grep -n '"table_no":1' items.jsonl | head -1 | cut -d: -f1)))
tiaomu load broken.jsonl --db broken.db
check 'a damaged line is named' ended 1 "broken.jsonl:$line: " 'table_no'
tiaomu resolve broken.jsonl -o resolved.jsonl
check 'the document that it is in' ended 1 'broken.jsonl'
"$program" resolve items.jsonl >good.jsonl
check 'and the others go on' cmp -s resolved.jsonl good.jsonl
sed 's/"table_no":1/"table_no":"one"/' items.jsonl >broken.jsonl
tiaomu resolve broken.jsonl -o none.jsonl
check 'where nothing is left' ended 2 'broken.jsonl'
check 'there is no file' test ! -e none.jsonl
{ head -n 3 items.jsonl && cat items.jsonl; } >cut.jsonl
tiaomu resolve cut.jsonl -o resolved.jsonl
check 'a document that was cut off between two lines' ended 1 'cut.jsonl:3: ' 'cut off'
check 'is left out alone' cmp -s resolved.jsonl good.jsonl
{ head -c 500 items.jsonl && cat items.jsonl; } | "$program" resolve >out 2>err
status=$?
check 'a document that was cut off in the middle of one' ended 1 'standard input'
check 'likewise' cmp -s out good.jsonl
printf '{"type":"docu' | "$program" extract >out 2>err
status=$?
check 'a first line that was cut off is no text' ended 2 'standard input:1:'

# Export.
tiaomu export --db some.db -o rows.csv
check 'export to a file' quietly 0
check 'has a header and a row a measure' test "$(wc -l <rows.csv)" -eq 5
cp rows.csv rows.before
tiaomu export --db some.db -o rows.csv good nobody
check 'a document to export that is not there' ended 2 'nobody'
check 'the file stays as it was' cmp -s rows.csv rows.before
check 'and nothing is left beside it' test "$(find . -name 'rows.*' | wc -l)" -eq 2
tiaomu export --db some.db -o rows.jsonl good
check 'the format follows the extension' grep -q '^{"type":"document","doc":"good"' rows.jsonl
tiaomu show good.txt -o shown.json
check 'show as JSON lines' grep -q '^{"type":"measure","doc":"good"' shown.json
unwritten() { # COMMAND… : the extension promises what the command does not write
    tiaomu "$@"
    ended 2 ' writes text' 'not "csv"' && [ ! -e no.csv ]
}
for command in 'diff good.txt other.txt' 'show good.txt' 'check good.txt' 'search --db some.db 湿地'; do
    # shellcheck disable=SC2086
    check "no other format under an extension: ${command%% *}" unwritten $command -o no.csv
done
tiaomu export --db some.db -o rows.pdf
check 'an unknown format' ended 2 'pdf' 'csv'
tiaomu export --db some.db --kind=people
check 'an unknown kind' ended 2 'people' 'measures'
tiaomu export --db some.db --format=jsonl --bom
check 'options that do not go together' ended 2 '--bom'
tiaomu export --db some.db -o folder
check 'a folder to write to' ended 2 'folder'
tiaomu export --db some.db -o no/such/place.csv
check 'a place that is not there' ended 2 'no/such/place.csv'
if [ -w /dev/full ]; then
    for words in 'export --db some.db' 'list --db some.db' 'show good.txt' 'decode good.txt' \
        '--help' '--version'; do
        # shellcheck disable=SC2086  # words
        "$program" $words >/dev/full 2>err
        status=$?
        check "a full disk: $words" ended 2 'standard output' 'No space'
    done
    tiaomu export --db some.db -o /dev/full
    check 'a full disk: -o' ended 2 '/dev/full' 'No space'
else
    skip 'a full disk' 'no /dev/full'
fi

tiaomu show --by org --db some.db good
check 'show by organisation' grep -q '<' out
tiaomu show --by place good.txt
check 'show by something else' ended 2 '--by' 'place'

# The steps of extraction.
tiaomu extract --stop-after nowhere good.txt
check 'a step that is not there' ended 2 'no step nowhere' 'measures'
tiaomu extract --stop-after join good.txt
check 'tables joined and nothing else' sh -c '! grep -q "\"type\":\"measure\"" out'
tiaomu extract --stop-after measures good.txt
check 'measures without their quantities' grep -q '"type":"measure"' out

# Rules.
tiaomu extract --rules=missing good.txt
check 'rules that are not there' ended 2 'missing'
mkdir rules && echo 'x' >rules/colums.tsv
tiaomu extract --rules=rules good.txt
check 'a rules file of no known name' ended 2 'rules/colums.tsv'
rm rules/colums.tsv
tiaomu extract --rules=rules good.txt
cp out empty-rules
tiaomu extract good.txt
check 'a folder without rules changes nothing' cmp -s out empty-rules

# Organisations.
printf '%s\n\t序号\n\t重点任务\n\t工作措施\n\t完成时限\n\t牵头单位\n\t配合单位\n\n' '云岭区2026年行动计划' >orgs.txt
printf '\t1\n\t测试\n\t建成湿地两处。\n\t年底前\n\t区水务局\n\t区星际局\n' >>orgs.txt
"$program" ingest --db orgs.db -q good.txt orgs.txt
tiaomu orgs
check 'orgs without an action' ended 2 'ACTION'
tiaomu orgs unresolve
check 'an unknown action, with the nearest one' ended 2 'did you mean unresolved'
printf '%s\n' '云岭区书房方案' '一、建设' '到2027年，书房达到60家。（区教委牵头）' '附表 指标' \
    '	序号' '	指标' '	目标' '' '	1' '	书房（家）' '	≥60' >prose.txt
tiaomu explain prose.txt c2
check 'explain a clause: its unit' grep -q 'unit  *区教委' out
check 'explain a clause: its date' grep -q 'read as  *by 2027-12-31' out
check 'explain a clause: its target' grep -q 'target  *书房 = 60 家, 2027' out
tiaomu explain prose.txt c2 lead
check 'explain one field' test "$(grep -c '^  [a-z]' out)" -eq 1
tiaomu explain prose.txt 1.1
check 'explain a row' grep -q 'read as  *>= 60 家' out
tiaomu explain prose.txt c9
check 'a clause that is not there' ended 2 'c9'
tiaomu explain prose.txt 1.x
check 'a place that is none' ended 2 'TABLE.TASK.MEASURE'

tiaomu explain "$examples/linshi-2022.txt" 1.1.1
check 'explain a repaired text: each rule once' grep -q 'rule  *comma: "," → "，" (1.00)' out
tiaomu explain "$examples/linshi-2022.txt" 1.5.3
check 'explain tells what was found' grep -q 'finding  *warning no-unit: the cell of' out
tiaomu orgs explain --db orgs.db
check 'an action without its argument' ended 2 'orgs explain'
tiaomu orgs list 水务局 --db orgs.db
check 'orgs list by a word' grep -q '云岭区水务局' out
check 'and no others' test "$(grep -c '财政' out)" -eq 0
tiaomu orgs list --db orgs.db
check 'orgs list by districts, with years' grep -q '^云岭区水务局 .*20[0-9][0-9]: [0-9]' out
tiaomu orgs list --db orgs.db --by kind
kinds_by_document() { grep -q '^\[1\] good$' out && grep -q '^水务局 .*district' out; }
check 'orgs list --by kind, a column for each document' kinds_by_document
tiaomu orgs list --db orgs.db --by size
check 'orgs list by what is none' ended 2 'district, level and kind'
tiaomu orgs unresolved --db orgs.db
ready_line() {
    grep -q '^# 区星际局: 1 mention in 1 document, first orgs$' out &&
        grep -q "^云岭区	区星际局	same	云岭区:星际局	云岭区星际局	" out
}
check 'what is not resolved, with a line ready for the rules' ready_line
tiaomu orgs explain 区星际局 --in orgs.txt
check 'explain says that it is not resolved' grep -q '^  is *not resolved' out
tiaomu orgs explain 区水务局 --in orgs.txt
named() { grep -q 'level  *district' out && grep -q 'rule  *kinds.tsv, line [0-9]' out; }
check 'explain tells level, names and rule of a body' named
tiaomu orgs explain 区水物局 --in orgs.txt
check 'explain a damaged name' grep -q '云岭区:水务局' out
tiaomu orgs add 区星际局 云岭区:星际局 云岭区星际局 --in orgs.txt
check 'a decision needs a folder' ended 2 '--rules'
tiaomu orgs add 区星际局 星际局 云岭区星际局 --in orgs.txt --rules=mine
check 'a key that is none' ended 2 '星际局 is no key'
tiaomu orgs add 区星际局 云岭区:星际局 云岭区星际局 --in orgs.txt --rules=mine
check 'a decision is entered' grep -q '^区星际局 is 云岭区:星际局 in documents of 云岭区' out
cp mine/decisions.tsv first.tsv
tiaomu orgs different 区水务局 云岭区:水务局 --in orgs.txt --rules=mine
kept_lines() { [ "$(wc -l <mine/decisions.tsv)" -eq $(($(wc -l <first.tsv) + 1)) ] &&
    head -n -1 mine/decisions.tsv | cmp -s - first.tsv; }
check 'the next one is added behind it' kept_lines
tiaomu orgs same 区水务局 区天文局 --in orgs.txt --rules=mine
check 'a body that nobody knows' ended 2 '区天文局' 'orgs add'
tiaomu orgs same "$(printf 'a\tb')" 云岭区:水务局 --in orgs.txt --rules=mine
check 'a name with a tab' ended 2 'a tab'
"$program" ingest --db orgs.db -q --rules=mine orgs.txt
"$program" export --db orgs.db --kind=responsibilities orgs >out
decided() { grep -q '云岭区星际局' out && ! grep -q '云岭区水务局' out; }
check 'decisions hold when the plan is read again' decided

echo "1..$tests"
