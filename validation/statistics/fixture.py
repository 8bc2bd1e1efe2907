"""The closed-form sample of org.subtext.statistics.Fixture: integers divided once, hence equal in every language."""

import numpy as np

ROWS = 90
row = np.arange(ROWS)
patient = row // 3


def patient_level():
    """Labels constant within a patient; two models' scores with ties."""
    label = (patient * 7 % 10) < 4
    first = ((row * 37 + 11 * patient * patient) % 101 + np.where(label, 25, 0)) / 126
    second = ((row * 53 + 7) % 89 + np.where(label, 40, 0)) / 129
    return label, first, second


def mixed():
    """Labels that differ within a patient."""
    label = (row * 7 % 10) < 4
    first = ((row * 37 + 11 * patient * patient) % 101 + np.where(label, 25, 0)) / 126
    second = ((row * 53 + 7) % 89 + np.where(label, 40, 0)) / 129
    return label, first, second


def three_classes():
    """Recorded class by patient and one probability a class; [row, class]."""
    truth = patient * 7 % 10 % 3
    raw = np.stack([1 + (row * (17 + 6 * k) + 13 * k) % 50 + np.where(truth == k, 20, 0) for k in range(3)], axis=1)
    return truth, raw / raw.sum(axis=1, keepdims=True)
