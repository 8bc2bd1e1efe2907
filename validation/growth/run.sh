#!/usr/bin/env bash
# Processor time and memory of cohort, split and audit-split on tables of growing size: run.sh FOLDER [ROWS ...]
# The images are empty files, made once; with 5,000,000 rows that takes some minutes and as many inodes. Prints one line a
# command and size; stops where one fails.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
subtext="$here/../../subtext"
folder="$1"
shift
sizes=("$@")
(( ${#sizes[@]} > 0 )) || sizes=(10000 100000 1000000 5000000)
for rows in "${sizes[@]}"; do
    [[ -e "$folder/table_$rows.csv" ]] || { python3 "$here/make_table.py" "$folder" "${sizes[@]}"; break; }
done
export SUBTEXT_JAVA_OPTS="${SUBTEXT_JAVA_OPTS:--Xmx3g}"

measured() {
    local what="$1"
    shift
    /usr/bin/time -o "$folder/time" -f "%U %S %e %M" "$@" >"$folder/out" 2>"$folder/err" || { tail -n 3 "$folder/err" >&2; false; }
    tail -n 1 "$folder/time" | awk -v what="$what" \
        '{ printf "%-24s %7.1f s processor %7.1f s elapsed %6.2f GB\n", what, $1 + $2, $3, $4 / 1048576 }'
}

for rows in "${sizes[@]}"; do
    table="$folder/table_$rows.csv"
    rm -f "$folder/split.csv"
    measured "cohort $rows" "$subtext" cohort --table "$table" --attribute race
    measured "split $rows" "$subtext" split --table "$table" --attribute race --out "$folder/split.csv"
    measured "audit-split $rows" "$subtext" audit-split "$table" --patient patient_id --split-column split
done
