#!/bin/sh
# The recipes of docs/scale.md as they are printed there, by GNU parallel and by Slurm, and what the
# page says of the filters. Prints TAP.
# usage: tests/test_scale.sh PROGRAM
set -u
. "$(dirname "$0")/tap.sh"
mkdir bin && ln -s "$program" bin/tiaomu
PATH=$work/bin:$PATH
export PATH

# Plans of many names, one of them no plan.
mkdir here here/plans && cd here || exit 1
cp "$examples"/yunling-2026.docx "$examples"/linshi-2022.txt "$examples"/yunling-2025.txt plans/
for i in 1 2 3 4 5 6 7 8; do
    sed "s/2025年/200${i}年/" "$examples/yunling-2025.txt" >"plans/第${i}号 plan.txt"
done
"$program" ingest -q --db whole.db plans
export_of() { # DATABASE : the same for any order of loading
    "$program" export --db "$1" -f jsonl | LC_ALL=C sort
}
export_of whole.db >whole.out
printf 'GIF89a' >plans/picture.txt

alike() { # DATABASE
    export_of "$1" >other.out && cmp -s whole.out other.out
}
fresh() { # and the page's files
    rm -rf shards run.log files.txt plans.db*
}
recipe() { # HEADING : runs it; what it says is in err
    shown scale.md "$1" >../recipe
    sh ../recipe >../out 2>../err </dev/null
    cp ../out ../err . 2>/dev/null
}
named_once() {
    [ "$(cat err shards/*.log 2>/dev/null | grep -c 'plans/picture.txt: this is a picture')" -eq 1 ]
}

# ---- the filters ----
mkdir empty
(
    cd empty && unset HOME TMPDIR
    for i in 1 2; do
        "$program" decode ../plans/yunling-2026.docx | "$program" extract | "$program" resolve >"../$i.jsonl"
    done
)
no_state() {
    cmp -s 1.jsonl 2.jsonl && [ -s 1.jsonl ] && [ -z "$(ls -A empty)" ]
}
check 'filters keep no state: no file, and the same bytes again' no_state
lines() { # FILE : each is a JSON object
    [ "$(printf 'CREATE TABLE l (t);\n.mode ascii\n.separator "\\001" "\\n"\n.import %s l\n' "$1" |
        { cat && echo "SELECT count(*) > 0 AND sum(json_type(t) = 'object') = count(*) FROM l;"; } |
        sqlite3 :memory: | tr -d '\001\n')" = 1 ]
}
"$program" decode plans/yunling-2026.docx >decoded.jsonl
"$program" extract decoded.jsonl >extracted.jsonl
for made in decoded extracted 1; do
    check "JSON lines: $made" lines $made.jsonl
done

# ---- GNU parallel ----
if ! command -v parallel >/dev/null 2>&1; then
    skip 'GNU parallel' 'it is not installed'
else
    fresh
    recipe 'GNU parallel'
    check 'GNU parallel gives what ingest gives' alike plans.db
    check 'and names what cannot be read' named_once
    failed() {
        [ "$(awk -F '\t' 'NR > 1 && $7 != 0' run.log | wc -l)" -eq 1 ] &&
            [ "$(find shards -name '*.jsonl' | wc -l)" -eq 11 ]
    }
    check 'in the log of jobs too; the others go on' failed
    find shards -name '*.jsonl' | LC_ALL=C sort -r | while read -r shard; do
        "$program" load --db other.db "$shard" || echo failed
    done >out 2>&1
    check 'shards in any order' alike other.db
    cp other.db before.db
    cat shards/1.jsonl shards/3.jsonl shards/1.jsonl | "$program" load --db other.db >out 2>&1
    check 'and again: no byte changes' cmp -s other.db before.db
    { cat shards/1.jsonl && head -c 3000 shards/3.jsonl && cat shards/3.jsonl; } >torn.jsonl
    "$program" load --db torn.db torn.jsonl >out 2>err
    status=$?
    torn() {
        [ "$status" -eq 1 ] && [ "$(wc -l <err)" -eq 1 ] &&
            [ "$(sqlite3 torn.db 'SELECT count(*) FROM v_document')" -eq 2 ]
    }
    check 'a shard that was torn costs what was torn' torn

    # Other machines: this one, under two names, entered as sshd does: at home, with a shell of its own.
    cat >ssh <<'END'
#!/bin/sh
while [ "${1#-}" != "$1" ]; do shift; done
echo "$1" >>"$SSH_LOG"
shift
[ "$1" != -- ] || shift
cd "${HOME:-/tmp}" && SHELL=/bin/sh exec sh -c "$*"
END
    chmod +x ssh
    cp files.txt all.txt && fresh && cp all.txt files.txt
    SSH_LOG=$PWD/ssh.log PARALLEL_SSH=$PWD/ssh
    export SSH_LOG PARALLEL_SSH
    recipe 'GNU parallel over ssh'
    check 'the same over ssh' alike plans.db
    check 'on both machines' test "$(sort -u ssh.log | grep -c '^node[12]$')" -eq 2
    check 'with the name of what cannot be read' named_once
fi

# ---- Slurm: controller, node and authentication on this machine, in a folder of their own ----
start_slurm() {
    slurm=$work/slurm user=$(id -un) port=$((20000 + $$ % 20000))
    mkdir -p "$slurm/state" "$slurm/spool" && chmod 755 "$work" "$slurm" || return 1
    head -c 1024 /dev/urandom >"$slurm/key" && chmod 400 "$slurm/key"
    cat >"$slurm/slurm.conf" <<END
ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
CommunicationParameters=NoCtldInAddrAny
AuthType=auth/munge
AuthInfo=socket=$slurm/munge
CredType=cred/munge
SlurmUser=$user
SlurmdUser=$user
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=localhost NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
    SLURM_CONF=$slurm/slurm.conf
    export SLURM_CONF
    munged --foreground --force --key-file="$slurm/key" --socket="$slurm/munge" \
        --pid-file="$slurm/munged.pid" --log-file="$slurm/munged.log" --seed-file="$slurm/seed" \
        >"$slurm/munged.out" 2>&1 &
    pids=$!
    for _ in $(seq 50); do
        [ -S "$slurm/munge" ] && break
        sleep 0.1
    done
    slurmctld -D >"$slurm/slurmctld.out" 2>&1 &
    pids="$pids $!"
    slurmd -D -N localhost >"$slurm/slurmd.out" 2>&1 &
    pids="$pids $!"
    for _ in $(seq 60); do
        [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return 0
        sleep 0.5
    done
    return 1
}
stop_slurm() {
    [ -n "$pids" ] || return 0
    scancel --state=PENDING --state=RUNNING 2>/dev/null
    # shellcheck disable=SC2086  # a list of words
    kill $pids 2>/dev/null
    # shellcheck disable=SC2086
    wait $pids 2>/dev/null
    pids=
}
pids=
trap 'stop_slurm; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

PATH=$PATH:/usr/sbin:/sbin
missing=
for program_of in slurmctld slurmd munged sbatch; do
    command -v $program_of >/dev/null 2>&1 || missing=$program_of
done
if [ -n "$missing" ]; then
    skip 'Slurm' "$missing is not installed"
elif ! start_slurm; then
    skip 'Slurm' "it could not be started: $(cat "$slurm"/*.out "$slurm"/slurm*.log 2>/dev/null | grep -i -E 'error|fatal' | tail -n 1)"
else
    fresh
    recipe 'Slurm'
    check 'a Slurm array gives what ingest gives' alike plans.db
    check 'and names what cannot be read' named_once
    check 'its status says so' grep -q 'some documents could not be read' out
fi
stop_slurm
left() {
    for folder in /proc/[0-9]*; do
        case $(readlink "$folder/exe" 2>/dev/null) in
            */slurm* | */munged) tr '\0' ' ' <"$folder/environ" 2>/dev/null | grep -q "SLURM_CONF=$work" && return 1 ;;
        esac
    done
    return 0
}
check 'nothing is left running' left
cd "$work" && echo "1..$tests"
