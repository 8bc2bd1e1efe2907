"""SHA-256 of Pillow's bilinear resize of formula images, for TriangleFilterTest.

Usage: python3 pillow_resize.py > subtext-core/src/test/resources/org/subtext/images/pillow-bilinear.tsv
The two passes are asked for one by one, horizontal first, as every Pillow before 13 does and as the study did;
Pillow 13 turns their order round for some tall images (python-pillow/Pillow pull request 9549), one grey level apart.
Columns: mode, width, height, side, SHA-256 of the result's bytes in (channel, row, column) order.
"""
import hashlib
import numpy as np
import PIL
from PIL import Image

print(f"# Pillow {PIL.__version__}, Image.resize((side, height)).resize((side, side)) with BILINEAR, by validation/images/pillow_resize.py")


def formula(width, height, channel):
    y, x = np.mgrid[:height, :width].astype(np.int64)
    return (7 * x + 13 * y + 5 * ((x * y + channel) % 31) + 3 * ((x * x + 3 * y) % 17) + 50 * channel) % 65536


SIZES = [(1, 1, 4), (4, 4, 4), (5, 3, 4), (7, 9, 8), (64, 64, 64), (64, 100, 64), (100, 64, 64), (64, 64, 224),
         (33, 500, 32), (1024, 1024, 320), (1000, 777, 320), (320, 320, 224), (224, 224, 320), (2021, 2505, 256),
         (3, 2, 17), (4096, 16, 5), (129, 127, 128), (257, 255, 4)]
for width, height, side in SIZES:
    for mode in ("L", "RGB", "RGB-luma", "16"):
        planes = [formula(width, height, c) for c in range(3)]
        if mode == "16":
            planes = [np.floor((planes[0] * 37 % 65536) / 65536 * 255)]
        planes = [Image.fromarray((p % 256).astype(np.uint8)) for p in planes]
        image = Image.merge("RGB", planes) if mode.startswith("RGB") else planes[0]
        if mode == "RGB-luma":
            image = image.convert("L")
        result = np.asarray(image.resize((side, height), Image.BILINEAR).resize((side, side), Image.BILINEAR))
        ordered = result.transpose(2, 0, 1) if result.ndim == 3 else result
        print(mode, width, height, side, hashlib.sha256(ordered.tobytes()).hexdigest(), sep="\t")
