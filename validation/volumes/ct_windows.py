"""Expected values of HounsfieldWindowTest: python3 validation/volumes/ct_windows.py FOLDER

FOLDER holds pydicom's test data as pydicom/ and pydicom-data/. For each file and window: the sum of the shown 16-bit values,
and the first 16 digits of the SHA-256 of these, high byte first. PS3.3 section C.11.2.1.2.1 is worked out in fractions and
rounded to the nearest. Needs pydicom (3.0.2) and numpy (2.4.6).
"""

import hashlib
import sys
from fractions import Fraction
from pathlib import Path

import numpy
import pydicom

TESTS = "pydicom/src/pydicom/data/test_files/"
FILES = [
    TESTS + "CT_small.dcm",
    "pydicom-data/data_store/data/693_UNCR.dcm",
    TESTS + "dicomdirtests/77654033/CT2/17136",
]
WINDOWS = [("lung", -600, 1500), ("mediastinum", 40, 400), ("-600_1500.5", -600, Fraction(3001, 2))]


def shown(value, centre, width):
    middle = centre - Fraction(1, 2)
    half = (Fraction(width) - 1) / 2
    if value <= middle - half:
        return 0
    if value > middle + half:
        return 65535
    return int(((value - middle) / (Fraction(width) - 1) + Fraction(1, 2)) * 65535 + Fraction(1, 2))


for name in FILES:
    data = pydicom.dcmread(Path(sys.argv[1]) / name)
    hounsfield = data.pixel_array.astype(numpy.int64) * int(data.RescaleSlope) + int(data.RescaleIntercept)
    for label, centre, width in WINDOWS:
        table = {value: shown(value, centre, width) for value in set(hounsfield.ravel().tolist())}
        image = numpy.vectorize(table.get)(hounsfield)
        digest = hashlib.sha256(image.astype(">u2").tobytes()).hexdigest()[:16]
        print(name, label, image.sum(), digest)
