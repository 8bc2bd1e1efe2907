#!/bin/sh
# Rates of Subtext and of NumPy, SciPy and Pillow in one run, and their ratios.
#
#   CP=... PYTHON=python3 sh validation/perturbations/run.sh [SETTING ...]
#
# CP: class path of subtext-bench (mvn -Pbench -pl subtext-bench -am -DskipTests package writes it to
# subtext-bench/target/classpath; add subtext-bench/target/classes). Without settings, one setting in three of each kind.
# Either side is given a setting's turn directly after the other's, so that both meet the same load.
set -eu
here=$(dirname "$0")
bench=org.subtext.bench.PerturbationThroughput
seconds=${SECONDS_EACH:-0.5}
side=${SIDE:-224}
if [ $# -eq 0 ]; then
    set -- "low-pass 1" "low-pass 10" "low-pass 25" "low-pass 50" "low-pass 100" "low-pass 150" \
        "high-pass 10" "high-pass 50" "high-pass 100" "band-pass 10 25" "band-pass 50 100" "notch 25 50" \
        "smooth-low-pass 25" "smooth-high-pass 25" "smooth-band-pass 10 50" "phase-only" "amplitude-only" \
        "resolution 8" "resolution 64" "resolution 160" "keep-tile 3 4" "remove-tile 3 4" "inversion"
fi
printf 'setting\tsubtext/s\tplain/s\tfast/s\tratio to plain\tto fast\tby processor time: 2 x subtext to plain\tto fast\n'
for setting in "$@"; do
    ours=$(java -cp "$CP" $bench 2 "$seconds" "$side" "$setting" | cut -f2-)
    theirs=$("${PYTHON:-python3}" "$here/peer_numpy.py" "$seconds" "$side" "$setting" | cut -f2-)
    [ -n "$theirs" ] || { printf '%s\t%s\n' "$setting" "$ours"; continue; }
    # Ours runs on two threads; the plain way on one, the fast way on two, so that its time counts twice as well.
    printf '%s\t%s\t%s\n' "$setting" "$ours" "$theirs" | awk -F'\t' '{
        printf "%s\t%s\t%s\t%s\t%.1f\t%.1f\t%.1f\t%.1f\n", $1, $2, $4, $5, $2 / $4, $2 / $5, 2 * $3 / $6, $3 / $7 }'
done
