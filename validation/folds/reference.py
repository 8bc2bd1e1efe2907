"""Known answers for the folds' calibration, from NumPy and SciPy alone. Run: python validation/folds/reference.py"""

import sys

import numpy as np
import scipy
from scipy import stats
from scipy.special import expit, logit

print("Python", sys.version.split()[0], "NumPy", np.__version__, "SciPy", scipy.__version__)

# NullDispersion: quantiles of type 7, ratios to the normal's
z = np.array([((i * 37) % 101 - 50) / 20.0 + 0.1 * np.sin(i) for i in range(101)])
shares = [0.95, 0.96, 0.97, 0.98, 0.99]
print("dispersion", repr(z.mean()), repr(z.std(ddof=1)),
      repr(np.mean([np.quantile(z, q) / stats.norm.ppf(q) for q in shares])),
      repr(np.mean(z > stats.norm.ppf(0.975))), repr(np.mean(np.abs(z) > stats.norm.ppf(0.975))))

# Widening: on the logit scale, and the bound of k / f^2 pairs
auc, low, high, f = 0.71, 0.62, 0.79, 1.25
print("widened", repr(expit(logit(auc) + f * (logit(low) - logit(auc)))),
      repr(expit(logit(auc) + f * (logit(high) - logit(auc)))))
print("separated", repr(0.05 ** (1.3**2 / 20)))

# RidgeLearner: each fold's ridge fitted by solving its normal equations, for every patient's label in turn
features = np.array([[np.sin(3 * i + j) + 0.3 * j * (i % 3) for j in range(3)] for i in range(10)], dtype=np.float32).astype(float)
patient = np.array([0, 0, 1, 2, 2, 2, 3, 4, 5, 5])
fold = np.array([0, 1, 0, 1, 2, 2])
penalty = 0.1
for balance in (0, 0.5):
    weights = np.bincount(patient)[patient] ** -float(balance)
    influences = np.zeros((6, 6))
    for k in range(3):
        train = fold[patient] != k
        w = weights[train]
        mean = np.average(features[train], axis=0, weights=w)
        x = features[train] - mean
        inner = x.T @ (w[:, None] * x)
        inner += penalty * np.trace(inner) / 3 * np.eye(3)
        for p in np.where(fold != k)[0]:
            direction = np.linalg.solve(inner, x.T @ (w * (patient[train] == p)))
            for c in np.where(fold == k)[0]:
                influences[c, p] = (features[patient == c].mean(0) - mean) @ direction
    print("influences, balance", balance)
    for row in influences:
        print(", ".join(repr(float(v)) for v in row))
