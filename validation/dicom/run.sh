#!/usr/bin/env bash
# Stored samples against dcmtk and gdcm, and speed against gdcm: run.sh FOLDER-OF-DICOM-FILES
# Needs Debian's dcmtk, libgdcm-tools and, for speed, libgdcm-dev and g++; and the benchmarks built:
#   mvn -q -Pbench -DskipTests package
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
folder="${1:?folder of DICOM files}"
bench="$here/../../subtext-bench/target"
class_path="$bench/classes:$(cat "$bench/classpath")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

"$here/references.sh" "$folder" "$work/references"
java -cp "$class_path" org.subtext.bench.DicomExactness "$work/references"

if g++ -O2 -I/usr/include/gdcm-3.0 "$here/gdcm-timer.cpp" -o "$work/gdcm-timer" -lgdcmMSFF -lgdcmDSED -lgdcmCommon; then
    echo
    find "$folder" -type f \( -name 'MR2_UNCR.dcm' -o -name 'CT_small.dcm' -o -name 'MR_small_RLE.dcm' \
        -o -name 'OBXXXX1A_rle.dcm' -o -name 'JPEG-LL.dcm' -o -name 'JPGLosslessP14SV1_1s_1f_8b.dcm' \
        -o -name 'JLSL_16_15_1_1F.dcm' -o -name 'JLSL_RGB_ILV2.dcm' -o -name 'JLSN_RGB_ILV0.dcm' \
        -o -name 'emri_small_jpeg_ls_lossless.dcm' -o -name 'JPEG-lossy.dcm' \) -print0 \
        | sort -z | xargs -0 java -cp "$class_path" org.subtext.bench.DicomDecodeSpeed "$work/gdcm-timer"
fi
