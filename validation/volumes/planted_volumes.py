"""CT-like NIfTI volumes with a texture of one group in their upper third: python3 planted_volumes.py FOLDER [PATIENTS]

Each patient has one gzipped volume of 12 axial slices of 32 x 32 voxels in Hounsfield units: lung (-850) with noise of 60 and a
body wall (40). In group B the four uppermost slices have stripes of 100 Hounsfield units, two voxels wide, at a random phase; in
all others there is nothing that tells the groups apart. groups.csv holds patient_id and group. Needs Python alone.
"""

import gzip
import random
import struct
import sys
from pathlib import Path

SIDE, SLICES, PLANTED = 32, 12, 4


def header():
    sizes = struct.pack("<8h", 3, SIDE, SIDE, SLICES, 1, 1, 1, 1)
    steps = struct.pack("<8f", 1, 1, 1, 5, 1, 1, 1, 1)
    head = bytearray(352)
    head[0:4] = struct.pack("<i", 348)
    head[40:56] = sizes
    head[70:74] = struct.pack("<2h", 4, 16)  # int16
    head[76:108] = steps
    head[108:116] = struct.pack("<2f", 352, 1)
    head[344:348] = b"n+1\0"
    return bytes(head)


def voxels(draws, planted):
    values = []
    for z in range(SLICES):
        phase = draws.randrange(4)
        striped = planted and z >= SLICES - PLANTED
        for y in range(SIDE):
            for x in range(SIDE):
                wall = min(x, y, SIDE - 1 - x, SIDE - 1 - y) < 4
                stripe = 100 if striped and (x + phase) // 2 % 2 == 0 else 0
                values.append(int((40 if wall else -850 + stripe) + draws.gauss(0, 60)))
    return struct.pack("<%dh" % len(values), *values)


folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
patients = int(sys.argv[2]) if len(sys.argv) > 2 else 60
rows = ["patient_id,group"]
for patient in range(patients):
    group = "AB"[patient % 2]
    draws = random.Random("volume %d" % patient)
    name = "scan%03d" % patient
    (folder / (name + ".nii.gz")).write_bytes(gzip.compress(header() + voxels(draws, group == "B"), 1))
    rows.append(name + "," + group)
(folder / "groups.csv").write_text("\n".join(rows) + "\n")
