#!/usr/bin/env bash
# Audits every phantom with a planted route, runs the battery on it, and writes the table of hits and false alarms.
# Usage: validation/routes/run.sh FOLDER [SIDE_BY_SIDE] [FIRST_SEED]; continues where it was stopped. docs/validation.md holds
# the tables; each list of seeds has a file of results here.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
folder="$1"; side_by_side="${2:-2}"; first_seed="${3:-1001}"
mvn -q -B -f "$root/pom.xml" -Pbench -pl subtext-bench -am -Dmaven.test.skip=true -Djacoco.skip=true package
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
java -Xmx2g -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$root/subtext-bench/target/classes:$(cat "$root/subtext-bench/target/classpath")" \
    org.subtext.bench.routes.RoutesValidation "$folder" "$side_by_side" "$first_seed"
cp "$folder/results.csv" "$root/validation/routes/results-$first_seed.csv"
