"""Turns a phantom cohort (subtext phantom) into a folder of DICOM files as a hospital might hand it over.

mixed_folder.py PHANTOM OUT SHARE-OF-BROKEN: needs pydicom 3.0.2, pylibjpeg-openjpeg 2.6.0, pyjpegls 1.5.1, Pillow and dcmtk.
Every image goes into one of twelve encodings in turn; some are inverted (MONOCHROME1), coloured, windowed, of 8 or 12 bits, signed;
names say nothing. Beside them lie reports, a text file and the broken ones. What was made stands in OUT/../made.csv.
"""
import csv
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import (ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian,
                         DeflatedExplicitVRLittleEndian, RLELossless, JPEGLSLossless, JPEGLSNearLossless,
                         JPEG2000Lossless, JPEG2000, generate_uid)

phantom, out, share = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
pick = random.Random(20261127)
ENCODINGS = ["implicit", "explicit", "big endian", "deflated", "RLE", "JPEG baseline", "JPEG lossless", "JPEG-LS", "JPEG-LS near",
             "JPEG 2000", "JPEG 2000 lossy", "JPEG 12-bit"]
BROKEN = ["cut in the pixels", "cut in the header", "damaged code stream", "false size", "no pixels left"]


def dicom(row, grey, kind, inverted, bits):
    image = Dataset()
    image.file_meta = FileMetaDataset()
    image.SOPClassUID = image.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1.1"
    image.SOPInstanceUID = image.file_meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[row["image_id"]])
    image.StudyInstanceUID = generate_uid(entropy_srcs=[row["study_id"]])
    image.SeriesInstanceUID = generate_uid(entropy_srcs=[row["image_id"], "series"])
    image.Modality, image.PatientName = "DX", "Phantom^" + row["patient_id"]
    image.PatientID, image.PatientSex, image.PatientAge = row["patient_id"], row["sex"], f"{int(row['age']):03d}Y"
    image.EthnicGroup, image.ViewPosition, image.Manufacturer = row["group"], row["view"], row["scanner"]
    image.StudyDate, image.StudyTime, image.PatientBirthDate = "20200101", "", ""
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME1" if inverted else "MONOCHROME2"
    image.Rows, image.Columns = grey.shape
    top = 2**bits - 1
    stored = np.round(grey.astype(float) / 255 * top)
    if inverted:
        stored = top - stored
    if kind in ("implicit", "explicit") and bits == 12:  # CT-like: signed with an intercept and a window
        stored -= 1024
        image.PixelRepresentation, image.RescaleIntercept, image.RescaleSlope = 1, "1024", "1"
        image.WindowCenter, image.WindowWidth = str(top / 2 + 0.5), str(top + 1)
    else:
        image.PixelRepresentation = 0
    image.BitsStored, image.HighBit = bits, bits - 1
    image.BitsAllocated = 8 if bits == 8 else 16
    pixels = stored.astype("uint8" if bits == 8 else "int16" if image.PixelRepresentation else "uint16")
    image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image.PixelData = pixels.tobytes()
    return image, pixels


def save(image, pixels, kind, path):
    native = {"implicit": ImplicitVRLittleEndian, "explicit": ExplicitVRLittleEndian, "big endian": ExplicitVRBigEndian,
              "deflated": DeflatedExplicitVRLittleEndian}
    compressed = {"RLE": (RLELossless, {}), "JPEG-LS": (JPEGLSLossless, {}), "JPEG-LS near": (JPEGLSNearLossless, {"jls_error": 1}),
                  "JPEG 2000": (JPEG2000Lossless, {}), "JPEG 2000 lossy": (JPEG2000, {"j2k_psnr": [45]})}
    if kind in native:
        image.file_meta.TransferSyntaxUID = native[kind]
        if kind == "big endian":
            image.PixelData = pixels.astype(pixels.dtype.newbyteorder(">")).tobytes()
        image["PixelData"].VR = "OW" if image.BitsAllocated == 16 else "OB"
        image.save_as(path, enforce_file_format=True, little_endian=kind != "big endian", implicit_vr=kind == "implicit")
    elif kind in compressed:
        syntax, options = compressed[kind]
        image.compress(syntax, pixels, generate_instance_uid=False, **options)
        image.save_as(path, enforce_file_format=True)
    else:
        plain = path.with_suffix(".plain")
        image["PixelData"].VR = "OW"
        image.save_as(plain, enforce_file_format=True)
        flag = {"JPEG baseline": ["+eb", "+q", "95"], "JPEG lossless": ["+e1"], "JPEG 12-bit": ["+ee", "+q", "95"]}[kind]
        subprocess.run(["dcmcjpeg", *flag, "+un", plain, path], check=True, capture_output=True)
        plain.unlink()


def break_(path, how):
    content = bytearray(path.read_bytes())
    if how == "cut in the pixels":
        content = content[: len(content) * 3 // 5]
    elif how == "cut in the header":
        content = content[:300]
    elif how == "damaged code stream":
        for _ in range(len(content) // 20):
            content[pick.randrange(len(content) // 2, len(content))] = pick.randrange(256)
    elif how == "false size":
        rows = content.find(bytes([0x28, 0x00, 0x10, 0x00]))
        content[rows + 8: rows + 10] = b"\xff\xff"
    path.write_bytes(content)


def main():
    out.mkdir(parents=True)
    rows = list(csv.DictReader(open(phantom / "metadata.csv", newline="")))
    broken = set(pick.sample(range(len(rows)), round(share * len(rows))))
    made, seen = [], 0
    for i, row in enumerate(rows):
        kind = ENCODINGS[i % len(ENCODINGS)]
        bits = 12 if kind == "JPEG 12-bit" else 8 if kind == "JPEG baseline" else pick.choice([8, 12, 16])
        folder = out / f"{i % 7:02d}" / f"{i % 31:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{pick.getrandbits(40):010x}"
        grey = np.asarray(Image.open(phantom / row["image_path"]).convert("L"))
        image, pixels = dicom(row, grey, kind, pick.random() < 0.2, bits)
        how = ""
        if i in broken:
            how = BROKEN[seen % len(BROKEN)]
            seen += 1
        if how == "damaged code stream":
            kind = pick.choice(["RLE", "JPEG-LS", "JPEG 2000"])
        if how == "false size" or how == "no pixels left":
            kind = "explicit"
        if how == "no pixels left":
            del image.PixelData
        if how == "no pixels left":
            image.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
            image.save_as(path, enforce_file_format=True)
        else:
            save(image, pixels, kind, path)
        break_(path, how)
        made.append((path.relative_to(out), kind, bits, how))
    for i in range(20):
        report, _ = dicom(rows[i], np.zeros((2, 2)), "explicit", False, 8)
        report.SOPClassUID = report.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.88.11"
        report.SOPInstanceUID = report.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        report.Modality = "SR"
        del report.PixelData
        report.save_as(out / f"report{i}", enforce_file_format=True)
        made.append((f"report{i}", "explicit", 0, "a report"))
    for i in range(2000 - len(made) if len(rows) > 1900 else 2):
        (out / f"notes{i}.txt").write_text("Not an image.\n")
        made.append((f"notes{i}.txt", "", 0, "no DICOM"))
    with open(out.parent / "made.csv", "w", newline="") as file:
        csv.writer(file).writerows([("path", "encoding", "bits", "broken"), *made])
    print(len(made), "files,", len(broken), "of them broken")


main()
