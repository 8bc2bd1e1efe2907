#!/usr/bin/env bash
# Makes a run of so many images (default 100,000 of 512 pixels a side) from a small finished one, and times the explorer.
# run.sh SMALL-RUN FOLDER [IMAGES [SIDE]]      from the root of the repository, after ./subtext was built
set -euo pipefail
small="$1" folder="$2" images="${3:-100000}" side="${4:-512}"
classpath="$(ls subtext-cli/target/subtext-cli-*.jar | head -n 1):$(<subtext-cli/target/classpath)"
mkdir -p "$folder/runs"
[[ -d "$folder/runs/large" ]] || java -Djava.awt.headless=true -Xmx3g -cp "$classpath" validation/explorer/LargeRun.java \
    "$small" "$folder/runs" large "$images" "$side" 400
python3 validation/explorer/measure.py "$folder/runs" large -- \
    ./subtext explore "$folder/runs" --show-images "to time it, nobody looks"
