#!/usr/bin/env bash
# Asks how often the audit's network finds the texture at the strength that was stated for the linear reader, in halves not seen
# before; a half costs the networks of an audit.
# Usage: validation/injection/network.sh TABLE COLUMN FOLDER STRENGTH [HALVES] [SEED]; continues where it was stopped.
# TABLE lists square grey images of one size; network.csv in the folder has a row a half.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
mvn -q -B -f "$root/pom.xml" -Pbench -pl subtext-bench -am -Dmaven.test.skip=true -Djacoco.skip=true package
java -Xmx3g -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$root/subtext-bench/target/classes:$(cat "$root/subtext-bench/target/classpath")" \
    org.subtext.bench.injection.NetworkRecovery "$1" "$2" "$3" "$4" "${5:-12}" "${6:-1}"
