#!/usr/bin/env bash
# Asks observers who know the phantoms, and the rungs of an audit, about the same planted texture.
# Usage: validation/limit/run.sh FOLDER [STRENGTHS] [STRENGTHS_OF_RUNGS] [SIZES] [LINEAR] [NETWORK]; continues where it was stopped.
# readings.csv in the folder is the table that docs/validation.md shows.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
mvn -q -B -f "$root/pom.xml" -Pbench -pl subtext-bench -am -Dmaven.test.skip=true -Djacoco.skip=true package
java -Xmx3g -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$root/subtext-bench/target/classes:$(cat "$root/subtext-bench/target/classpath")" \
    org.subtext.bench.limit.PhysicalLimit "$1" "${2:-0.3,0.45,0.6,1}" "${3:-0.45}" "${4:-150,300,600,1200}" "${5:-10}" "${6:-1}"
