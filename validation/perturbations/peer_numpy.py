"""The perturbations of org.subtext.bench.PerturbationThroughput in NumPy, SciPy and Pillow, for the same images.

    python peer_numpy.py [SECONDS] [SIDE] [SETTING ...]

One line a setting: name, then images a second of the plain way, of the fast way, and images a second of one
processor's time of the plain and of the fast way; the latter do not depend on what else the machine does. Images are
float32 stacks of 64. The plain way is what a researcher writes, vectorised over the stack (numpy.fft, one thread). The fast way, where
there is one, is the best these libraries offer: scipy.fft real transforms on two threads, a mask laid out once. Python
threads share the stack where the plain way releases the interpreter lock (Pillow, zoom of single images).
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.fft
import scipy.ndimage
from PIL import Image

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 0.5
SIDE = int(sys.argv[2]) if len(sys.argv) > 2 else 224
IMAGES = 64
POOL = ThreadPoolExecutor(2)

y, x = np.mgrid[:SIDE, :SIDE]
STACK = np.stack(
    [
        ((7 * y + 13 * (x + i) + 3 * ((y * (x + i)) >> 5) + 60 * (((y >> 4) + ((x + i) >> 4)) & 1)) % 256) / 255
        for i in range(IMAGES)
    ]
).astype(np.float32)
D2 = (y - SIDE // 2) ** 2 + (x - SIDE // 2) ** 2


def butterworth(radius):
    return 1 / (1 + (D2 / radius**2) ** 2)


def mask(kind, numbers):
    if kind == "low-pass":
        return D2 < numbers[0] ** 2
    if kind == "high-pass":
        return D2 >= numbers[0] ** 2
    if kind == "smooth-low-pass":
        return butterworth(numbers[0])
    if kind == "smooth-high-pass":
        return 1 - butterworth(numbers[0])
    inner, outer = numbers
    if kind == "smooth-band-pass":
        return butterworth(outer) * (1 - butterworth(inner))
    band = (D2 >= inner**2) & (D2 < outer**2)
    return band if kind == "band-pass" else ~band


def frequency(kind, numbers):
    centred = mask(kind, numbers).astype(np.float32)
    half = np.fft.ifftshift(centred)[:, : SIDE // 2 + 1].copy()

    def plain(stack):
        spectrum = np.fft.fftshift(np.fft.fft2(stack), axes=(1, 2)) * centred
        return np.fft.ifft2(np.fft.ifftshift(spectrum, axes=(1, 2))).real

    def one_by_one(stack):
        return np.stack([np.fft.ifft2(np.fft.ifftshift(np.fft.fftshift(np.fft.fft2(i)) * centred)).real for i in stack])

    def fast(stack):
        return scipy.fft.irfft2(scipy.fft.rfft2(stack, workers=2) * half, s=(SIDE, SIDE), workers=2)

    return [plain, one_by_one], [fast]


def phase(kind, numbers):
    noise = np.fft.rfft2(np.random.default_rng(0).uniform(-1, 1, (SIDE, SIDE))).astype(np.complex64)
    phases = noise / np.abs(noise)

    def changed(spectrum, given):
        spectrum[:, 0, 0] = 0
        amplitude = np.abs(spectrum)
        if kind == "amplitude-only":
            return amplitude * given
        return spectrum / np.maximum(amplitude, 1e-9 * amplitude.max()) * (0.2 * SIDE)

    full = np.exp(1j * np.angle(np.fft.fft2(np.random.default_rng(0).uniform(-1, 1, (SIDE, SIDE))))).astype(np.complex64)

    def plain(stack):
        return np.fft.ifft2(changed(np.fft.fft2(stack), full)).real + np.float32(0.5)

    def fast(stack):
        spectrum = changed(scipy.fft.rfft2(stack, workers=2), phases)
        return scipy.fft.irfft2(spectrum, s=(SIDE, SIDE), workers=2) + np.float32(0.5)

    return [plain], [fast]


def resolution(kind, numbers):
    small = int(numbers[0])

    def one(image):
        if small >= SIDE:
            return image.copy()
        reduced = Image.fromarray(image).resize((small, small), Image.BOX)
        return np.asarray(reduced.resize((SIDE, SIDE), Image.BILINEAR))

    return [lambda stack: np.stack([one(i) for i in stack])], [lambda stack: np.stack(list(POOL.map(one, stack)))]


def tile(kind, numbers):
    grid, index = map(int, numbers)
    row, column = divmod(index, grid)
    place = (
        slice(None),
        slice(row * SIDE // grid, (row + 1) * SIDE // grid),
        slice(column * SIDE // grid, (column + 1) * SIDE // grid),
    )

    def keep(stack):
        result = np.full_like(stack, 0.5)
        result[place] = stack[place]
        return result

    def remove(stack):
        result = stack.copy()
        result[place] = 0.5
        return result

    return [keep if kind == "keep-tile" else remove], []


def inversion(kind, numbers):
    return [lambda stack: 1 - stack], []


KINDS = {
    "phase-only": phase,
    "amplitude-only": phase,
    "resolution": resolution,
    "keep-tile": tile,
    "remove-tile": tile,
    "inversion": inversion,
}
FREQUENCY = {"low-pass", "high-pass", "band-pass", "notch", "smooth-low-pass", "smooth-high-pass", "smooth-band-pass"}


def rates(works):
    """The best of some ways: images a second, and images a second of one processor's time."""
    wall = processor = 0.0
    for work in works:
        work(STACK)
        for _ in range(3):
            begun, used = time.perf_counter(), time.process_time()
            passes = 0
            while time.perf_counter() - begun < SECONDS:
                work(STACK)
                passes += 1
            wall = max(wall, passes * IMAGES / (time.perf_counter() - begun))
            processor = max(processor, passes * IMAGES / (time.process_time() - used))
    return wall, processor


def main():
    for setting in sys.argv[3:] or [line.split("\t")[0] for line in sys.stdin]:
        kind, *numbers = setting.split()
        made = frequency if kind in FREQUENCY else KINDS.get(kind)
        if made is None:
            continue
        plain, fast = made(kind, [float(number) for number in numbers])
        plain_wall, plain_processor = rates(plain)
        fast_wall, fast_processor = rates(fast) if fast else (plain_wall, plain_processor)
        print(f"{setting}\t{plain_wall:.1f}\t{fast_wall:.1f}\t{plain_processor:.1f}\t{fast_processor:.1f}", flush=True)


main()
