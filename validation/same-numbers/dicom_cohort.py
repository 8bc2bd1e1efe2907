"""Writes a small folder of DICOM files (explicit VR, little endian) whose PatientSex shows in a band of texture.

dicom_cohort.py FOLDER [PATIENTS]: needs nothing but Python. Same arguments, same bytes.
"""
import random
import struct
import sys
from pathlib import Path

folder, patients = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 80
SIDE, ROOT = 48, "1.2.826.0.1.3680043.8.498."
LONG = ("OB", "OW", "SQ", "UN")


def element(group, number, vr, value):
    data = value if isinstance(value, bytes) else str(value).encode("ascii")
    data += (b"\0" if vr in ("UI", "OB", "OW") else b" ") * (len(data) % 2)
    head = struct.pack("<HH2s", group, number, vr.encode("ascii"))
    return head + (struct.pack("<HI", 0, len(data)) if vr in LONG else struct.pack("<H", len(data))) + data


def short(value):
    return struct.pack("<H", value)


def write(patient, image, sex):
    pick = random.Random(patient * 1000 + image)
    grey = bytearray()
    for y in range(SIDE):
        for x in range(SIDE):
            stripe = 14 if sex == "F" and (x // 3) % 2 else 0
            body = 120 - abs(x - SIDE / 2) * 2 - abs(y - SIDE / 2)
            grey.append(max(0, min(255, round(body + stripe + pick.gauss(0, 9)))))
    uid = f"{ROOT}{patient + 1}.{image + 1}"
    meta = element(2, 0x0001, "OB", b"\0\1") + element(2, 0x0002, "UI", "1.2.840.10008.5.1.4.1.1.1.1") \
        + element(2, 0x0003, "UI", uid) + element(2, 0x0010, "UI", "1.2.840.10008.1.2.1")
    body = b"".join([
        element(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.1.1"), element(0x0008, 0x0018, "UI", uid),
        element(0x0008, 0x0020, "DA", "20200101"), element(0x0008, 0x0060, "CS", "DX"),
        element(0x0010, 0x0010, "PN", f"Nobody^{patient}"), element(0x0010, 0x0020, "LO", f"D{patient:04d}"),
        element(0x0010, 0x0040, "CS", sex), element(0x0010, 0x1010, "AS", f"{30 + patient % 50:03d}Y"),
        element(0x0018, 0x5101, "CS", "PA" if pick.random() < 0.6 else "AP"),
        element(0x0020, 0x000D, "UI", f"{ROOT}{patient + 1}"), element(0x0020, 0x000E, "UI", f"{ROOT}{patient + 1}.0.{image + 1}"),
        element(0x0028, 0x0002, "US", short(1)), element(0x0028, 0x0004, "CS", "MONOCHROME2"),
        element(0x0028, 0x0010, "US", short(SIDE)), element(0x0028, 0x0011, "US", short(SIDE)),
        element(0x0028, 0x0100, "US", short(8)), element(0x0028, 0x0101, "US", short(8)),
        element(0x0028, 0x0102, "US", short(7)), element(0x0028, 0x0103, "US", short(0)),
        element(0x7FE0, 0x0010, "OB", bytes(grey))])
    path = folder / f"{patient % 5}" / f"{patient:04d}-{image}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\0" * 128 + b"DICM" + element(2, 0x0000, "UL", struct.pack("<I", len(meta))) + meta + body)


for patient in range(patients):
    for image in range(2):
        write(patient, image, "F" if patient % 2 else "M")
(folder / "readme.txt").write_text("Not an image.\n")
(folder / "short").write_bytes(b"\0" * 128 + b"DICM\2\0")
