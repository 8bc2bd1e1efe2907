#!/bin/sh
# Is what was planted in images found? Every cause with each seed, one after the other; continues where it was stopped.
#
#   validation/harm-demo/run.sh FOLDER SEED...
#
# SUBTEXT names another way to start the program. A file of FOLDER a run holds what the terminal ended with; the table of
# docs/harm.md is read off them.
set -eu
folder=$1
shift
mkdir -p "$folder"
for seed in "$@"; do
    for cause in none underdiagnosis case_mix label_noise amplified; do
        answer=$folder/$cause-$seed.txt
        [ -s "$answer" ] && continue
        ${SUBTEXT:-./subtext} demo --harm "$cause" --from images --seed "$seed" --runs "$folder/runs" --name "$cause-$seed" \
            --device cpu --resume >"$answer.unfinished"
        mv "$answer.unfinished" "$answer"
        rm -rf "$folder/runs/$cause-$seed/cache"
    done
done
