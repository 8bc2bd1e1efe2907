#!/usr/bin/env bash
# Audits the slices of volumes with a texture of one group in the upper third only, and asks where along the stack it is seen.
# Usage: validation/volumes/audit_slices.sh FOLDER; docs/volumes.md records the figures. Environment: PATIENTS, EPOCHS, AGGREGATE.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
folder="$1"
subtext="${SUBTEXT:-$root/subtext}"

python3 "$root/validation/volumes/planted_volumes.py" "$folder" "${PATIENTS:-60}"
"$subtext" slices "$folder"/*.nii.gz --out "$folder/slices.csv" --window lung
# The attribute stands in a table by patient; patient_id is the second column of slices.csv.
awk -F, -v OFS=, 'NR == FNR { group[$1] = $2; next } { print $0, FNR == 1 ? "group" : group[$2] }' \
    "$folder/groups.csv" "$folder/slices.csv" >"$folder/table.csv"
"$subtext" audit --table "$folder/table.csv" --attribute group --aggregate "${AGGREGATE:-mean}" --folds 3 --side 32 \
    --epochs "${EPOCHS:-15}" --workers 1 --replicates 500 --device cpu --runs "$folder/runs" --name slices
"$subtext" explain "$folder/runs/slices" --route slice-position --device cpu --json >"$folder/slice-position.json"
"$subtext" report "$folder/runs/slices"
