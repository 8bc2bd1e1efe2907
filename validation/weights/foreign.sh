#!/bin/bash
# Usage, from the repository's root: PYTHON=python3 validation/weights/foreign.sh > validation/weights/foreign.txt
# PYTHON needs torch, torchvision, monai and pillow. SUBTEXT is how the program is started.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" validation/weights/foreign.py make "$folder" >&2
while IFS=$'\t' read -r name file options; do
    # shellcheck disable=SC2086
    ${SUBTEXT:-./subtext} predict "$folder/$file" "$folder/images" $options --out "$folder/$name.csv" >&2 < /dev/null
done < "$folder/cases.tsv"
"${PYTHON:-python3}" validation/weights/foreign.py verify "$folder"
