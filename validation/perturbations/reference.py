"""Numbers against which the tests of org.subtext.perturbation compare, from NumPy, SciPy and PyTorch.

    python reference.py > ../../subtext-core/src/test/resources/org/subtext/perturbation/reference.json

The study's filters, tiles, clip and blur are computed the plain way, on closed-form images of several sides of both
parities; nothing is drawn at random. Each image is described by eight numbers (see FIGURES below).
"""

import json
import sys

import numpy as np
import scipy
import scipy.ndimage
import torch

SIDES = [16, 17, 30, 31, 50, 64, 224, 225, 230, 320]
RADII = [1, 2.5, 5, 7, 12.3, 16, 25, 31.9, 60, 100, 111.5, 150, 230]
BANDS = [(1, 3), (2.5, 9), (5, 25), (10, 100), (25, 50), (40, 150)]
# Of every image: mean, standard deviation, smallest, largest, and the values at these shares of height and width.
FIGURES = [(0, 0), (0.1, 0.9), (0.5, 0.5), (0.97, 0.3)]


def grey(side):
    """The 8-bit image of the reference vectors, at any side."""
    y, x = np.mgrid[:side, :side].astype(np.int64)
    return ((7 * y + 13 * x + 3 * ((y * x) >> 5) + 60 * (((y >> 4) + (x >> 4)) & 1)) % 256).astype(np.uint8)


def figures(image):
    side = image.shape[0]
    points = [float(image[int(a * (side - 1)), int(b * (side - 1))]) for a, b in FIGURES]
    values = [float(image.mean()), float(image.std()), float(image.min()), float(image.max())] + points
    return [round(value, 10) for value in values]


def squared_distance(side):
    y, x = np.mgrid[:side, :side]
    return (y - side // 2) ** 2 + (x - side // 2) ** 2


def filtered(image, weights):
    spectrum = np.fft.fftshift(np.fft.fft2(image))
    result = np.fft.ifft2(np.fft.ifftshift(spectrum * weights))
    assert np.abs(result.imag).max() < 1e-12
    return result.real


def normalised(side, channel=0):
    mean, deviation = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)][channel]
    return ((grey(side) / 255 - mean) / deviation).astype(np.float32)


def masks(side):
    d2 = squared_distance(side)
    for radius in RADII:
        yield f"low-pass {radius:g}", d2 < radius**2
        yield f"high-pass {radius:g}", d2 >= radius**2
    for inner, outer in BANDS:
        band = (d2 >= inner**2) & (d2 < outer**2)
        yield f"band-pass {inner:g} {outer:g}", band
        yield f"notch {inner:g} {outer:g}", ~band


def study_filters():
    for side in SIDES:
        image = normalised(side).astype(np.float64)
        for setting, mask in masks(side):
            result = filtered(image, mask)
            clipped = np.minimum(result, 1.0)
            yield {
                "side": side,
                "setting": setting,
                "kept": int(mask.sum()),
                "before": figures(result),
                "after": figures(clipped),
                "clipped": int((result > 1.0).sum()),
            }


def pixel_filters():
    for side in SIDES:
        image = grey(side) / 255
        d2 = squared_distance(side).astype(np.float64)
        low = lambda r: 1 / (1 + (d2 / r**2) ** 2)
        for radius in [1, 5, 12.3, 60]:
            yield {"side": side, "setting": f"smooth-low-pass {radius:g}", "figures": figures(filtered(image, low(radius)))}
            yield {
                "side": side,
                "setting": f"smooth-high-pass {radius:g}",
                "figures": figures(filtered(image, 1 - low(radius))),
            }
        for inner, outer in BANDS[:4]:
            yield {
                "side": side,
                "setting": f"smooth-band-pass {inner:g} {outer:g}",
                "figures": figures(filtered(image, low(outer) * (1 - low(inner)))),
            }
        spectrum = np.fft.fft2(image)
        spectrum[0, 0] = 0
        amplitude = np.abs(spectrum)
        amplitude[amplitude <= 1e-9 * amplitude.max()] = np.inf
        phase = np.fft.ifft2(spectrum / amplitude).real * 0.2 * side + 0.5
        yield {"side": side, "setting": "phase-only", "figures": figures(phase)}


def study_tiles():
    for side in SIDES:
        for grid, index in [(3, 0), (3, 4), (3, 8), (2, 1), (5, 13)]:
            width = side // grid
            row, column = divmod(index, grid)
            place = (slice(row * width, (row + 1) * width), slice(column * width, (column + 1) * width))
            for channel in range(3):
                image = normalised(side, channel)
                tile = torch.from_numpy(image[place].copy())[None, None]
                kept = torch.nn.functional.interpolate(tile, size=(side, side), mode="bilinear", align_corners=False)
                removed = image.astype(np.float64)
                removed[place] = 0
                common = {"side": side, "channel": channel}
                yield common | {
                    "setting": f"keep-tile {grid} {index}",
                    "after": figures(np.minimum(kept[0, 0].numpy().astype(np.float64), 1.0)),
                }
                yield common | {
                    "setting": f"remove-tile {grid} {index}",
                    "after": figures(np.minimum(removed, 1.0)),
                }


def filtered_tiles():
    """A tile of a filtered image, as in the study's tables: filter, then tile, then clip."""
    for side in [31, 64, 224]:
        high = filtered(normalised(side).astype(np.float64), squared_distance(side) >= (side / 2.24) ** 2)
        width = side // 3
        removed = high.copy()
        removed[width : 2 * width, 2 * width : 3 * width] = 0
        yield {
            "side": side,
            "setting": f"high-pass {side / 2.24!r} + remove-tile 3 5",
            "after": figures(np.minimum(removed, 1.0)),
        }


def study_blur():
    side, count = 30, 5
    images = np.stack([np.roll(grey(side), 7 * i, axis=1) / 255 for i in range(count)])[..., None]
    for sigma in [0.5, 2.0]:
        blurred = scipy.ndimage.gaussian_filter(images, sigma=sigma)
        for row in range(count):
            yield {"side": side, "row": row, "count": count, "sigma": sigma, "figures": figures(blurred[row, ..., 0])}


def resolutions():
    """Area means with exact shares, then linear between the middles of pixels (PyTorch, in doubles)."""
    for side in [30, 31, 64, 224]:
        image = grey(side) / 255
        for small in [4, 8, 16, 28, 29, 64, 160]:
            if small >= side:
                continue
            edges = np.arange(small + 1) * side / small
            share = np.array(
                [
                    [max(0.0, min(edges[t + 1], s + 1) - max(edges[t], s)) for s in range(side)]
                    for t in range(small)
                ]
            ) * (small / side)
            reduced = share @ image @ share.T
            enlarged = torch.nn.functional.interpolate(
                torch.from_numpy(reduced)[None, None], size=(side, side), mode="bilinear", align_corners=False
            )[0, 0].numpy()
            yield {"side": side, "small": small, "reduced": figures(reduced), "enlarged": figures(enlarged)}


json.dump(
    {
        "made with": f"Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}, "
        f"PyTorch {torch.__version__}",
        "study filters": list(study_filters()),
        "pixel filters": list(pixel_filters()),
        "study tiles": list(study_tiles()),
        "filtered tiles": list(filtered_tiles()),
        "study blur": list(study_blur()),
        "resolutions": list(resolutions()),
    },
    sys.stdout,
)
print()
