"""Known answers for IntensityReferenceTest: NumPy, SciPy, scikit-image and Pillow on one closed-form image.

Run: python intensity_reference.py > intensity_reference.json
"""

import io
import json

import numpy as np
import PIL
import scipy
import scipy.ndimage
import skimage
import skimage.exposure
from PIL import Image


def image(side, shift):
    y, x = np.mgrid[0:side, 0:side]
    return ((7 * y + 13 * x + 3 * ((y * x) >> 5) + 60 * (((y >> 4) + (x >> 4)) & 1) + shift) % 256).astype(np.uint8)


SIDE = 64
PLACES = [(0, 0), (0, 63), (5, 40), (20, 20), (31, 32), (32, 31), (47, 3), (63, 0), (63, 63)]
g8 = image(SIDE, 0)
g = g8 / 255.0
other = np.stack([image(SIDE, 40) // 2, image(SIDE, 90) // 3 + 60]) / 255.0


def summary(a):
    a = np.asarray(a, dtype=np.float64)
    return {"mean": a.mean(), "sd": a.std(), "min": a.min(), "max": a.max(), "samples": [a[p] for p in PLACES]}


def resized(a):
    return np.asarray(Image.fromarray(a.astype(np.float32), mode="F").resize((SIDE, SIDE), Image.BILINEAR))


def jpeg(quality):
    file = io.BytesIO()
    Image.fromarray(g8).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file)) / 255.0


out = {
    "versions": {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "skimage": skimage.__version__,
        "pillow": PIL.__version__,
    },
    "places": PLACES,
    "input": summary(g),
    "clip 0.6": summary(np.minimum(g, 0.6)),
    "window-width 0.6": summary(np.clip((g - 0.5) / 0.6 + 0.5, 0, 1)),
    "window-centre 0.1": summary(np.clip(g - 0.1, 0, 1)),
    "gamma 0.4": summary(g**0.4),
    "gamma 2.5": summary(g**2.5),
    "equalise": summary(skimage.exposure.equalize_hist(g, nbins=256)),
    "match-histogram": summary(skimage.exposure.match_histograms(g, other.reshape(-1, SIDE))),
    "blur 0.5": summary(scipy.ndimage.gaussian_filter(g, 0.5)),
    "blur 2": summary(scipy.ndimage.gaussian_filter(g, 2)),
    "blur 8": summary(scipy.ndimage.gaussian_filter(g, 8)),
    "blur 30": summary(scipy.ndimage.gaussian_filter(g, 30)),
    "field-of-view 0.5": summary(resized(g[16:48, 16:48])),
    "field-of-view 0.75": summary(resized(g[8:56, 8:56])),
    "field-of-view 1.5": summary(resized(np.pad(g, 16))),
    "field-of-view 2": summary(resized(np.pad(g, 32))),
}
for quality in (90, 50, 10):
    out[f"jpeg {quality}"] = summary(jpeg(quality))
print(json.dumps(out, indent=1))
