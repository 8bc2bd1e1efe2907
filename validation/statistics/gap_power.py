"""Power of the test of a gap at the size that GapSize plans, over all tables of two groups of independent rows.

Run: python gap_power.py > gap_power.out
"""

import numpy as np
import scipy
from scipy.stats import binom, hypergeom, norm

ALPHA = 0.05


def planned(p1, p2, k, power):
    pooled = (k * p1 + p2) / (k + 1)
    null = norm.ppf(1 - ALPHA / 2) * np.sqrt(pooled * (1 - pooled) * (1 + 1 / k))
    truth = norm.ppf(power) * np.sqrt(p1 * (1 - p1) / k + p2 * (1 - p2))
    return ((null + truth) / (p1 - p2)) ** 2


def variance(hits, n):
    """As ExchangedGroups has it, a patient a row."""
    rate, smoothed = hits / n, (hits + 0.5) / (n + 1)
    between = n / (n - 1) * (hits * (1 - rate) ** 2 + (n - hits) * rate**2) / n**2
    return np.maximum(between, smoothed * (1 - smoothed) / n)


def powers(n1, n2, p1, p2):
    """Of all exchanges of the groups, and of the normal test with the pooled rate that the size is made for."""
    one, two = np.meshgrid(np.arange(n1 + 1), np.arange(n2 + 1), indexing="ij")
    gap = np.abs(one / n1 - two / n2)
    t = gap / np.sqrt(variance(one, n1) + variance(two, n2))
    chance = np.outer(binom.pmf(np.arange(n1 + 1), n1, p1), binom.pmf(np.arange(n2 + 1), n2, p2))
    exchange = 0.0
    for hits in range(n1 + n2 + 1):
        of_one = np.arange(max(0, hits - n2), min(n1, hits) + 1)
        order = of_one[np.argsort(-t[of_one, hits - of_one], kind="stable")]
        statistics = t[order, hits - order]
        share = np.cumsum(hypergeom.pmf(order, n1 + n2, hits, n1))
        last = np.searchsorted(-statistics, 1e-12 - statistics, side="right") - 1
        exchange += chance[order, hits - order][share[last] <= ALPHA].sum()
    pooled = (one + two) / (n1 + n2)
    z = gap / np.sqrt(np.maximum(1e-300, pooled * (1 - pooled) * (1 / n1 + 1 / n2)))
    return exchange, chance[z > norm.ppf(1 - ALPHA / 2)].sum()


print(f"numpy {np.__version__}, scipy {scipy.__version__}")
print("rates, n1/n2, planned power: rows, power by exchange of groups, of the normal test; with (1 + 1/k)/|gap| rows more")
for p1, p2, k, power in [
    (0.7, 0.8, 1, 0.8),
    (0.7, 0.8, 1, 0.9),
    (0.2, 0.25, 1, 0.8),
    (0.5, 0.7, 1, 0.8),
    (0.9, 0.8, 4, 0.8),
    (0.7, 0.8, 0.25, 0.8),
    (0.85, 0.95, 2, 0.8),
]:
    n = planned(p1, p2, k, power)
    cells = []
    for rows in (n, n + (1 + 1 / k) / abs(p1 - p2)):
        n1, n2 = int(np.ceil(k * rows)), int(np.ceil(rows))
        exchange, normal = powers(n1, n2, p1, p2)
        cells.append(f"{n1} and {n2}: {exchange:.3f}, {normal:.3f}")
    print(f"{p1}, {p2}, {k}, {power}: " + "; ".join(cells))
