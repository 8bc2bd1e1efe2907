#!/usr/bin/env bash
# Kills a real audit in three stages, continues it, and compares its estimates with those of an uninterrupted one.
# Usage: validation/resume/kill_resume.sh [WORK_FOLDER]; docs/validation-resume.md records what was observed.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="${1:-$(mktemp -d)}"
subtext="$root/subtext"
patients="${PATIENTS:-150}"
epochs="${EPOCHS:-6}"
audit=("$subtext" audit --table "$work/phantom/metadata.csv" --attribute group --split fractions --side 32
    --epochs "$epochs" --workers 1 --replicates 100 --name killed --device cpu)

sha() { sha256sum "$1" | cut -d' ' -f1; }

# Starts the audit, waits for a glob inside the run (and, where asked, a line of progress), and kills the process.
kill_when() {
    local stage="$1" runs="$work/$1" pattern="$2" line="${3:-}" log="$work/$1.log"
    "${audit[@]}" --runs "$runs" >/dev/null 2>"$log" &
    local process=$!
    while kill -0 "$process" 2>/dev/null; do
        if compgen -G "$runs/killed/$pattern" >/dev/null && { [[ -z "$line" ]] || grep -q "$line" "$log"; }; then
            kill -KILL "$process"
            break
        fi
        sleep 0.01
    done
    local status=0
    wait "$process" 2>/dev/null || status=$?
    local left
    left="$(cd "$runs/killed" && find . -type f | sort | tr '\n' ' ')"
    "${audit[@]}" --runs "$runs" --resume >/dev/null 2>"$log.resume"
    local verdict=DIFFERENT
    cmp -s "$work/whole/killed/estimates.json" "$runs/killed/estimates.json" && verdict=equal
    echo "$stage: exit $status (137 is SIGKILL); left: $left"
    echo "$stage: estimates.json $verdict, SHA-256 $(sha "$runs/killed/estimates.json")"
    [[ $verdict == equal && $status == 137 ]] || failed=1
}

failed=0
"$subtext" phantom "$work/phantom" --patients "$patients" --side 32 --strength 6 2>/dev/null
"${audit[@]}" --runs "$work/whole" >/dev/null 2>"$work/whole.log"
echo "uninterrupted: SHA-256 $(sha "$work/whole/killed/estimates.json")"
kill_when caching 'cache/*.journal'
kill_when training 'models/*.checkpoint'
kill_when prediction 'models/*.safetensors' '^Training'

# Two processes that find no unpacked native library may unpack it at the same time.
for i in 1 2; do
    SUBTEXT_JAVA_OPTS="-Dorg.bytedeco.javacpp.cachedir=$work/natives" "${audit[@]}" --runs "$work/cold$i" \
        >/dev/null 2>"$work/cold$i.log" &
    cold[i]=$!
done
for i in 1 2; do
    status=0
    wait "${cold[i]}" || status=$?
    verdict=DIFFERENT
    cmp -s "$work/whole/killed/estimates.json" "$work/cold$i/killed/estimates.json" && verdict=equal
    echo "cold native cache, process $i: exit $status, estimates.json $verdict"
    [[ $status == 0 && $verdict == equal ]] || failed=1
done

# The same plan on one core and on two. The number of training workers is part of the plan, so it is the same.
if command -v taskset >/dev/null; then
    for cores in 0 0,1; do
        taskset -c "$cores" "${audit[@]}" --runs "$work/cores-$cores" >/dev/null 2>"$work/cores.log"
        for file in split.csv predictions.csv estimates.json; do
            verdict=DIFFERENT
            cmp -s "$work/whole/killed/$file" "$work/cores-$cores/killed/$file" && verdict=equal
            echo "cores $cores: $file $verdict"
            [[ $verdict == equal ]] || failed=1
        done
    done
fi
exit "$failed"
