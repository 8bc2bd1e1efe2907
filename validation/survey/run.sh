#!/usr/bin/env bash
# What a survey ranks, and how often it errs.
#
#   validation/survey/run.sh TABLE IMAGES WORK [STRENGTH] [SUBTEXT...]
#
# 1. TABLE with eleven more columns of exchanged values, timed.
# 2. TABLE with 200 such columns: false "detectable", and p of each by itself.
# 3. Ten phantoms of 360 patients with a planted texture of 8 to 16 cycles and nineteen exchanged columns.
set -euo pipefail
table="$1" images="$2" work="$3" strength="${4:-1}"
shift $(($# < 4 ? $# : 4))
here="$(cd "$(dirname "$0")" && pwd)"
subtext=("$@")
[ ${#subtext[@]} -gt 0 ] || subtext=("$here/../../subtext")
mkdir -p "$work"

python3 "$here/columns.py" "$table" "$work/twenty.csv" 11 1
start=$SECONDS
"${subtext[@]}" survey "$work/twenty.csv" --images "$images" --out "$work/twenty"
echo "twenty columns: $((SECONDS - start)) s"

python3 "$here/columns.py" "$table" "$work/nulls.csv" 200 2
"${subtext[@]}" survey "$work/nulls.csv" --images "$images" --out "$work/nulls" \
  --columns "$(seq -s, -f null_%.0f 200)" > "$work/nulls.txt"
python3 "$here/read.py" nulls "$work/nulls/survey.json"

for seed in 1 2 3 4 5 6 7 8 9 10; do
  "${subtext[@]}" phantom "$work/phantom-$seed" --strength "$strength" --seed "$seed" > "$work/phantom-$seed.txt"
  python3 "$here/columns.py" "$work/phantom-$seed/metadata.csv" "$work/phantom-$seed/survey.csv" 19 "$seed"
  "${subtext[@]}" survey "$work/phantom-$seed/survey.csv" --out "$work/phantom-$seed/survey" \
    --columns "group,$(seq -s, -f null_%.0f 19)" > "$work/phantom-$seed.txt"
done
python3 "$here/read.py" first group "$work"/phantom-*/survey/survey.json
