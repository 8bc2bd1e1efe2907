"""Makes the code streams of subtext-deidentification's tests: samples.csv of their resources, on standard output.

imagecodecs 2026.3.6 (CharLS 2.4.3, libjpeg-turbo 3, liblj92), Pillow 13.0.0 (libjpeg-turbo 3), glymur 0.14.8 with
OpenJPEG 2.5.4, numpy 2.4.6.
"""
import base64
import io
import os
import tempfile
import warnings

import glymur
import imagecodecs
import numpy as np
from PIL import Image

warnings.simplefilter("ignore")
y, x = np.mgrid[0:24, 0:20]
grey = ((x * 5 + y * 3 + (x * y) % 7) % 200).astype(np.uint8)
wide = grey.astype(np.uint16) * 13
colour = np.stack([grey, 255 - grey, (grey // 2 + 40).astype(np.uint8)], -1).copy()


def row(name, kind, image, stored, content):
    samples = 1 if image.ndim == 2 else image.shape[2]
    print(f"{name},{kind},{image.shape[1]},{image.shape[0]},{samples},{8 * image.itemsize},{stored},"
          + base64.b64encode(content).decode())


def pillow(name, image, **how):
    out = io.BytesIO()
    Image.fromarray(image).save(out, "jpeg", quality=80, **how)
    row(name, "JPEG", image, 8, out.getvalue())


def openjpeg(name, image, stored, **how):
    path = os.path.join(tempfile.mkdtemp(), "one.j2k")
    glymur.Jp2k(path, data=image, **how)
    with open(path, "rb") as file:
        row(name, "JPEG_2000", image, stored, file.read())


print("name,kind,columns,rows,samples,allocated,stored,stream")
pillow("grey", grey)
pillow("grey with restarts", grey, restart_marker_blocks=2)
pillow("halved colour with restarts", colour, subsampling="4:2:0", restart_marker_rows=1)
pillow("half colour", colour, subsampling="4:2:2", optimize=True)
pillow("red green blue", colour, keep_rgb=True, subsampling="4:4:4")
pillow("progressive", grey, progressive=True)
pillow("progressive colour with restarts", colour, progressive=True, subsampling="4:2:0", restart_marker_blocks=3)
row("lossless", "JPEG", wide, 12, imagecodecs.ljpeg_encode(wide, bitspersample=12))
row("lossless colour", "JPEG", colour, 8, imagecodecs.jpeg8_encode(colour, lossless=True, predictor=4))
row("lines", "JPEG_LS", grey, 8, imagecodecs.jpegls_encode(grey))
row("near-lossless lines", "JPEG_LS", grey, 8, imagecodecs.jpegls_encode(grey, level=3))
row("wide lines", "JPEG_LS", wide, 16, imagecodecs.jpegls_encode(wide))
row("lines of colour", "JPEG_LS", colour, 8, imagecodecs.jpegls_encode(colour))
openjpeg("tiles with markers", grey, 8, prog="LRCP", numres=2, tilesize=(16, 16), sop=True, eph=True)
openjpeg("precincts", grey, 8, prog="PCRL", numres=3, cbsize=(4, 4), psizes=[(16, 16), (8, 8)], tlm=True, plt=True)
openjpeg("layers", grey, 8, prog="RLCP", numres=2, modesw=5, cratios=[8, 4, 2])
openjpeg("colours together", colour, 8, prog="CPRL", numres=2, irreversible=True, mct=True, cratios=[20, 6])
openjpeg("raw passes", wide, 16, prog="RPCL", numres=3, modesw=33, cbsize=(8, 8), eph=True)
