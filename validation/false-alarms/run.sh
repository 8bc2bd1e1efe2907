#!/usr/bin/env bash
# Audits phantom cohorts in which nothing was planted, one a seed, and counts the verdicts.
# Usage: validation/false-alarms/run.sh OUTPUT [SEEDS] [PATIENTS] [EPOCHS]
set -euo pipefail
here="$(cd "$(dirname "$0")/../.." && pwd)"
output="$1"; seeds="${2:-40}"; patients="${3:-600}"; epochs="${4:-6}"
runs="$(mktemp -d)"
trap 'rm -rf "$runs"' EXIT
echo "seed,verdict,auc,lower,upper,smallest_adjusted_p" > "$output"
for seed in $(seq 1 "$seeds"); do
    "$here/subtext" demo --signal none --seed "$seed" --patients "$patients" --epochs "$epochs" \
        --runs "$runs" --name "seed$seed" --json 2>/dev/null > "$runs/estimates.json"
    python3 - "$seed" "$runs/estimates.json" >> "$output" <<'PY'
import json, sys
a = json.load(open(sys.argv[2]))
level = [l for l in a["experiments"][0]["levels"] if l["unit"] == "patient"][0]
macro = level["macro_auc"]; interval = macro["interval"]
p = min(c["adjusted_p"]["value"] for c in level["classes"])
print(f'{sys.argv[1]},{a["verdict"]["kind"]},{macro["value"]:.4f},{interval["lower"]:.4f},{interval["upper"]:.4f},{p:.4f}')
PY
    rm -rf "$runs/seed$seed" "$runs/phantoms"
done
echo; tail -n +2 "$output" | cut -d, -f2 | sort | uniq -c
