#!/usr/bin/env bash
# Asks how often a signal of the strength stated is found in halves not seen before, and how often halves without any are.
# Usage: validation/injection/run.sh TABLE COLUMN FOLDER [HALVES] [HALVES_WITHOUT] [SEED] [SIGNALS]; continues where it
# was stopped.
# TABLE lists square grey images of one size; in the folder searches.csv has a row a signal, recoveries.csv one a half. SIGNALS are
# words of their names, with commas; all without.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
mvn -q -B -f "$root/pom.xml" -Pbench -pl subtext-bench -am -Dmaven.test.skip=true -Djacoco.skip=true package
java -Xmx3g -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$root/subtext-bench/target/classes:$(cat "$root/subtext-bench/target/classpath")" \
    org.subtext.bench.injection.RecoveryValidation "$1" "$2" "$3" "${4:-60}" "${5:-200}" "${6:-1}" ${7:+"$7"}
