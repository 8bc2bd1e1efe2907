#!/usr/bin/env bash
# Do two versions of the program give the same numbers? Runs fixed plans with both and compares estimates.json and routes.json;
# then opens the older version's finished folders with the newer one (report, explain, predict, embed, --resume).
# Usage: validation/same-numbers/run.sh before LAUNCHER WORK [DATA]     the older version; once
#        validation/same-numbers/run.sh after  LAUNCHER WORK [DATA]     the newer version, and the comparison
# DATA holds nih-cxr64 and melody-scores (docs/validation.md); without it those two are left out. Both versions on one machine.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
verb="$1" subtext="$2" work="$3" data="${4:-}"
runs="$work/$verb"
mkdir -p "$work"
cd "$work"

ran() { [[ -e "$runs/$1/report.html" ]] || { echo "$verb: $1"; shift; "$@" >>"$work/$verb.log" 2>&1; }; }

[[ -d "$work/dicom" ]] || python3 "$here/dicom_cohort.py" "$work/dicom" 60
[[ -d "$work/phantom" ]] || "$subtext" phantom "$work/phantom" --patients 90 --side 32 --strength 6 --correlate-sex 0.5 2>/dev/null

ran demo "$subtext" demo --runs "$runs" --name demo --patients 160 --epochs 4 --routes resolution
settings=()
for one in "low-pass 3" "low-pass 8" "high-pass 3" "high-pass 8" "band-pass 4 8" "notch 4 8" "smooth-low-pass 5" "smooth-high-pass 5" \
    "smooth-band-pass 4 8" amplitude-only phase-only "resolution 8" "resolution 16" "keep-range 0 0.2" "keep-range 0.2 0.4" \
    "remove-range 0 0.2" "clip 0.6" "clip-below 0.4" "gamma 2" inversion "noise 0.1" "blur 2" "jpeg 20" equalise; do
    settings+=(--setting "$one")
done
ran every-route "$subtext" audit --table "$work/phantom/metadata.csv" --attribute group --runs "$runs" --name every-route --side 32 \
    --split fractions --epochs 6 --workers 1 --replicates 200 --subgroups sex,view --external same="$work/phantom/metadata.csv" \
    "${settings[@]}" --route patches,masks,confounders,occlusion,adversarial,saliency,encoding,studies --mode tested
ran trained "$subtext" audit --table "$work/phantom/metadata.csv" --attribute group --runs "$runs" --name trained --side 32 \
    --folds 2 --epochs 2 --workers 1 --replicates 200 --setting "low-pass 5" --setting "high-pass 5" --setting "keep-tile 3 4" --mode both
ran dicom "$subtext" audit --dicom "$work/dicom" --dataset-tables "$work/tables-$verb" --attribute patient_sex --runs "$runs" --name dicom \
    --side 32 --epochs 3 --split fractions --workers 1 --replicates 200 --route patches,confounders --mode tested
if [[ -n "$data" ]]; then
    ran nih "$subtext" audit --table "$data/nih-cxr64/metadata.csv" --attribute sex --runs "$runs" --name nih --side 64 \
        --split fractions --epochs 2 --workers 2 --replicates 500 --subgroups view --route resolution,confounders --mode tested
    ran scores "$subtext" scores "$data/melody-scores/demo_scores.csv" --join "$data/melody-scores/demo_truthNdemographics.csv" \
        --on case_name --truth truth --positive-at 4 --score ai_model_1,ai_model_2 --subgroups race,sex --out "$runs/scores" --json
    "$subtext" scores "$data/melody-scores/demo_scores.csv" --join "$data/melody-scores/demo_truthNdemographics.csv" --on case_name \
        --truth truth --positive-at 4 --score ai_model_1,ai_model_2 --subgroups race,sex --out "$runs/scores" --json \
        >"$runs/scores/estimates.json" 2>/dev/null
fi
[[ "$verb" == after ]] || exit 0

echo "1. The same plans, run by both"
python3 "$here/compare.py" "$work/before" "$work/after"

echo "2. Folders of the older version, opened by the newer"
rm -rf "$work/opened"
cp -r "$work/before" "$work/opened"
for run in demo every-route trained dicom nih; do
    [[ -d "$work/opened/$run" ]] || continue
    evidence() { (cd "$work/opened/$run/routes" && find . -type f ! -name '*.html' -exec sha256sum {} + | sort); }
    before="$(evidence)"
    "$subtext" report "$work/opened/$run" >/dev/null 2>"$work/opened/$run.report.log"
    "$subtext" explain "$work/opened/$run" --setting "low-pass 3" --mode tested >/dev/null 2>"$work/opened/$run.explain.log"
    gone="$(comm -23 <(echo "$before") <(evidence))"
    [[ -z "$(grep -v plans.json <<<"$gone" || true)" ]] || { echo "EVIDENCE REDONE in $run:"; echo "$gone"; exit 1; }
    "$subtext" embed "$work/opened/$run" --out "$work/opened/$run.parquet" >/dev/null 2>"$work/opened/$run.embed.log"
    model="$(ls "$work/opened/$run/models/"*.safetensors | head -n 1)"
    "$subtext" predict "$model" "$work/phantom/images" --out "$work/opened/$run.predictions.csv" >/dev/null 2>"$work/opened/$run.predict.log"
    echo "$run: report, explain, embed and predict took it"
done
echo "3. Continued by the newer version: whole, and with the assessment still to do"
rm -rf "$work/continued"
cp -r "$work/before" "$work/continued"
for run in every-route trained nih; do
    [[ -d "$work/continued/$run" ]] || continue
    rm -f "$work/continued/$run/"{estimates.json,routes.json,report.html,report.pdf}
    "$subtext" audit "$work/continued/$run/plan.yaml" --runs "$work/continued" --resume >/dev/null 2>"$work/continued/$run.log"
    mkdir -p "$work/continued-compared" && rm -rf "$work/continued-compared/$run" && mkdir "$work/continued-compared/$run"
    cp "$work/before/$run/"{estimates,routes}.json "$work/continued-compared/$run"
done
python3 "$here/compare.py" "$work/continued-compared" "$work/continued"
