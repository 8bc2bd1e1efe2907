#!/bin/bash
# Usage, from the repository's root: PYTHON=python3 validation/foreign/compare.sh IMAGES > validation/foreign/compare.txt
# PYTHON needs torch, torchvision, onnx, onnxscript and pillow before 13 (see docs/models.md); IMAGES is a folder of PNG
# or JPEG files, of which 16 are taken. SUBTEXT is how the program is started.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -W ignore validation/foreign/compare.py make "$1" "$folder" >&2
for model in "$folder"/*.pt "$folder"/*.onnx; do
    name=${model##*/}
    # shellcheck disable=SC2086
    ${SUBTEXT:-./subtext} predict "$model" "$folder/images" --out "$folder/${name%.*}.csv" >&2 < /dev/null
done
"${PYTHON:-python3}" validation/foreign/compare.py verify "$folder"
