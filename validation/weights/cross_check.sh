#!/bin/sh
# Usage, from the repository's root: PYTHON=python3 validation/weights/cross_check.sh > validation/weights/cross_check.txt
# PYTHON needs torch, torchvision and safetensors.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" validation/weights/cross_check.py make "$folder"
SUBTEXT_WEIGHTS_CHECK="$folder" mvn -q -o -B -pl subtext-learn -am test \
    -Dtest=TorchvisionWeightsTest -Dsurefire.failIfNoSpecifiedTests=false >&2
"${PYTHON:-python3}" validation/weights/cross_check.py verify "$folder"
