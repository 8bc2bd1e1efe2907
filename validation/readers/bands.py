"""Scores of ridges on bands of cosine coefficients, stacked: the numbers of BandReaderTest.

python3 bands.py        NumPy 2.4.6, SciPy 1.17.1

Image i of patient p has the grey value 0.5 + 0.3 sin(0.7 (i + 1) (r + 1) + 1.3 (c + 1) (p + 2)) + label 0.1 cos(0.9 r + 1.7 c) at
row r and column c, 32 pixels a side.
"""
import numpy as np
from scipy.fft import dctn

SIDE = 32
patients = np.array([0, 0, 1, 2, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11])
labels = np.array([0, 0, 1, 0, 0, 0, 1, 2, 1, 1, 0, 2, 1, 1, 0, 2, 0, 0])
folds = patients % 3
weights = np.bincount(patients)[patients] ** -0.5
row, column = np.mgrid[:SIDE, :SIDE]
images = np.array([
    0.5 + 0.3 * np.sin(0.7 * (i + 1) * (row + 1) + 1.3 * (column + 1) * (p + 2)) + label * 0.1 * np.cos(0.9 * row + 1.7 * column)
    for i, (p, label) in enumerate(zip(patients, labels))
]).astype(np.float32)

down, across = np.mgrid[:SIDE, :SIDE]
cycles = np.hypot(down, across) / 2
direction = np.minimum(2, (np.arctan2(down, across) / (np.pi / 2) * 3).astype(int))
bands = [(cycles > 0) & (cycles < 2), (cycles >= 2) & (cycles < 4), (cycles >= 4) & (cycles < 8)]
bands += [(cycles >= 8) & (cycles < 16) & (direction == d) for d in range(3)]
coefficients = dctn(images.astype(float), axes=(1, 2), norm="ortho")
indicators = np.eye(3)[labels]


def predicted(features, teaching, asked):
    w = weights[teaching]
    mean = np.average(features[teaching], axis=0, weights=w)
    z = features - mean
    z = z / np.sqrt((w @ z[teaching] ** 2).sum() / w.sum())
    y = indicators - np.average(indicators[teaching], axis=0, weights=w)
    people = len(set(patients[teaching]))
    penalty = (w @ z[teaching] ** 2).sum() / (100 * people)
    left = z[teaching].T @ (w[:, None] * z[teaching]) + penalty * np.eye(z.shape[1])
    return z[asked] @ np.linalg.solve(left, z[teaching].T @ (w[:, None] * y[teaching]))


scores = np.zeros((len(labels), 3))
for fold in range(3):
    teaching, asked = np.where(folds != fold)[0], np.where(folds == fold)[0]
    centred = indicators - np.average(indicators[teaching], axis=0, weights=weights[teaching])
    for band in bands:
        features = coefficients[:, band]
        said = np.zeros((len(labels), 3))
        for other in range(3):
            if other != fold:
                left = np.where(folds == other)[0]
                said[left] = predicted(features, np.where((folds != fold) & (folds != other))[0], left)
        w = weights[teaching][:, None]
        weight = max(0, (w * said[teaching] * centred[teaching]).sum() / (w * said[teaching] ** 2).sum())
        scores[asked] += weight * predicted(features, teaching, asked)
for i in (0, 3, 7, 17):
    print(i, *scores[i])
