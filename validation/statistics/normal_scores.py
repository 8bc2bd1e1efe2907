"""Variance of the AUC of normal scores by its defining integral; expected numbers of ScoreIntervalTest.

Python 3 alone: python validation/statistics/normal_scores.py
"""

import math
from statistics import NormalDist

STANDARD = NormalDist()
STEPS = 40_000
END = 12


def variance(auc, positives, negatives):
    shift = math.sqrt(2) * STANDARD.inv_cdf(auc)
    total = 0
    for i in range(STEPS + 1):
        y = -END + 2 * END * i / STEPS
        weight = 1 if i in (0, STEPS) else 4 if i % 2 else 2
        total += weight * STANDARD.pdf(y) * STANDARD.cdf(shift - y) ** 2
    two = total * (2 * END / STEPS) / 3
    return (auc * (1 - auc) + (positives + negatives - 2) * (two - auc * auc)) / (positives * negatives)


for auc, positives, negatives in [(0.7, 15, 300), (0.9, 40, 25), (0.97, 30, 100), (0.2, 12, 60)]:
    print(auc, positives, negatives, repr(variance(auc, positives, negatives)))
