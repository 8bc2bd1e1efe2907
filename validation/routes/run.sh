#!/usr/bin/env bash
# Audits every phantom with a planted route, runs the battery on it, and writes the table of hits and false alarms.
# Usage: validation/routes/run.sh FOLDER [SIDE_BY_SIDE] [FIRST_SEED] [BUDGET]; continues where it was stopped. With a budget two
# phantoms of each of five kinds are asked for all routes that it pays for. docs/validation.md holds
# the tables; each list of seeds has a file of results here.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
folder="$1"; side_by_side="${2:-2}"; first_seed="${3:-1001}" budget="${4:-}"
mvn -q -B -f "$root/pom.xml" -Pbench -pl subtext-bench -am -Dmaven.test.skip=true -Djacoco.skip=true package
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
java -Xmx2g -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$root/subtext-bench/target/classes:$(cat "$root/subtext-bench/target/classpath")" \
    org.subtext.bench.routes.RoutesValidation "$folder" "$side_by_side" "$first_seed" ${budget:+"$budget"}
cp "$folder/results.csv" "$root/validation/routes/results-$first_seed${budget:+-$budget}.csv"
