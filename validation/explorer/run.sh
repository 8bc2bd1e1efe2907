#!/usr/bin/env bash
# Makes a run of so many images (default 100,000 of 512 pixels a side) from a small finished one, one of 80 images of 2,048
# pixels, and a thousand small ones, and times the explorer on them.
# run.sh SMALL-RUN FOLDER [IMAGES [SIDE]]      from the root of the repository, after ./subtext was built
set -euo pipefail
small="$1" folder="$2" images="${3:-100000}" side="${4:-512}"
classpath="$(ls subtext-cli/target/subtext-cli-*.jar | head -n 1):$(<subtext-cli/target/classpath)"
make_run() {
    mkdir -p "$folder/$1"
    [[ -d "$folder/$1/$2" ]] || java -Djava.awt.headless=true -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -Xmx3g -cp "$classpath" \
        validation/explorer/LargeRun.java "$small" "$folder/$1" "$2" "$3" "$4" "$5"
}
make_run runs large "$images" "$side" 400
make_run wide wide 80 2048 40
mkdir -p "$folder/many"
for (( i = 0; i < 1000; i++ )); do
    [[ -d "$folder/many/run-$i" ]] && continue
    mkdir "$folder/many/run-$i"
    for file in "$small"/*; do
        [[ -f "$file" && "$file" != */report.* ]] && cp "$file" "$folder/many/run-$i/"
    done
done
python3 validation/explorer/measure.py "$folder" ./subtext
