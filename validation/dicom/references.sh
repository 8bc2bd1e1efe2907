#!/usr/bin/env bash
# What dcmtk and gdcm read of every file of a folder, as raw samples: references.sh FOLDER OUT
# Needs the Debian packages dcmtk (3.6.7) and libgdcm-tools (3.0.21).
set -uo pipefail
folder="$1"
out="$2"
find "$folder" -type f ! -name '*.tsv' ! -name '*.md' | sort | while read -r file; do
    to="$out/$(sha256sum "$file" | cut -c1-16)"
    mkdir -p "$to"
    echo "$file" > "$to/path"
    dcmdump +P 0002,0010 "$file" 2> /dev/null | sed -n 's/.*=\([A-Za-z0-9]*\).*/\1/p; s/.*\[\([0-9.]*\)\].*/\1/p' \
        | head -1 > "$to/syntax"
    gdcmconv --raw "$file" "$to/gdcm.dcm" > /dev/null 2>&1 && gdcmraw -i "$to/gdcm.dcm" -o "$to/gdcm.raw" > /dev/null 2>&1
    # The first of dcmtk's converters whose result is uncompressed. dcmdjpeg leaves colours as they are coded.
    for convert in "dcmconv +te" dcmdrle "dcmdjpeg +cn" dcmdjpls; do
        rm -f "$to/dcmtk.dcm"
        timeout 60 $convert "$file" "$to/dcmtk.dcm" > /dev/null 2>&1 || continue
        syntax="$(dcmdump -Un +P 0002,0010 "$to/dcmtk.dcm" 2> /dev/null | sed -n 's/.*\[\([0-9.]*\)\].*/\1/p')"
        case "$syntax" in
            1.2.840.10008.1.2 | 1.2.840.10008.1.2.1 | 1.2.840.10008.1.2.2)
                dcmdump -q +W "$to" "$to/dcmtk.dcm" > /dev/null 2>&1
                # Overlays are written too, and are smaller.
                mv "$(ls -S "$to"/dcmtk.dcm.*.raw 2> /dev/null | head -1)" "$to/dcmtk.raw" 2> /dev/null
                break
                ;;
        esac
    done
    rm -f "$to"/*.dcm "$to"/dcmtk.dcm.*.raw
done
