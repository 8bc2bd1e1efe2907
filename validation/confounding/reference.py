"""Cross-checks of org.subtext.confounding: run with  python reference.py > reference.out

The sample is closed-form, so that the Java tests make the same one without a file.
"""
import sys

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.multiclass import OneVsRestClassifier

N = 240
row = np.arange(N)
patient = row // 2
X = np.column_stack([
    (row * 37 % 101) / 10.0,
    (row * 53 + 7) % 89 / 8.0,
    (row * 29 + patient * patient) % 67 / 6.0,
    (row % 7 < 3).astype(float),
])
# Two classes and three, both going with the columns.
two = ((X[:, 0] + 2 * X[:, 3] + (row * 17 % 23) / 2.0) > 10.5).astype(int)
three = np.digitize(X[:, 1] + (row * 13 % 31) / 3.0, [7.0, 13.0])
train, test = row < 160, row >= 160
Z = (X - X[train].mean(0)) / X[train].std(0)


def digits(values):
    return " ".join(f"{v:.10f}" for v in values)


def logistic(c):
    return LogisticRegression(solver="liblinear", C=c, tol=1e-12, max_iter=100000)


print(f"numpy {np.__version__}, scikit-learn {sklearn.__version__}, Python {sys.version.split()[0]}")
for c in (0.01, 1.0):
    p = logistic(c).fit(Z[train], two[train]).predict_proba(Z[test])[:, 1]
    print(f"two classes, C {c}: AUC {roc_auc_score(two[test], p):.12f}; rows 160, 200, 239:", digits(p[[0, 40, 79]]))
p = OneVsRestClassifier(logistic(1.0)).fit(Z[train], three[train]).predict_proba(Z[test])
print(f"three classes, C 1.0: macro AUC {roc_auc_score(three[test], p, multi_class='ovr'):.12f}; row 160:", digits(p[0]))

# Exact weights: classes `two` matched on a = row % 4 < (1 + two) and b = thirds of column 2.
a = (row * 11 % 10 < 3 + 4 * two).astype(int)
b = np.digitize(X[:, 2], [4.0, 8.0])
score = (row * 41 % 97) / 97.0 + 0.3 * two + 0.2 * a


def joint():
    w = np.zeros(N)
    for i in range(N):
        cell = (a == a[i]) & (b == b[i])
        w[i] = cell.sum() / (cell & (two == two[i])).sum() / 2
    return w


def raked():
    w = np.ones(N)
    for k in (0, 1):
        own = two == k
        for _ in range(2000):
            for column in (a, b):
                for level in np.unique(column):
                    cell = own & (column == level)
                    w[cell] *= (column == level).mean() * N / 2 / w[cell].sum()
    return w


for name, w in (("joint", joint()), ("raked", raked())):
    print(f"{name}: sum {w.sum():.10f}, effective size {w.sum() ** 2 / (w ** 2).sum():.10f}, "
          f"weighted AUC {roc_auc_score(two, score, sample_weight=w):.12f}, rows 0, 1, 2:", digits(w[:3]))
print(f"unweighted AUC {roc_auc_score(two, score):.12f}")

# The AUC over pairs within strata of b only.
concordant = pairs = 0.0
for level in np.unique(b):
    s, y = score[b == level], two[b == level]
    difference = s[y == 1][:, None] - s[y == 0][None, :]
    concordant += (difference > 0).sum() + 0.5 * (difference == 0).sum()
    pairs += difference.size
print(f"within strata: AUC {concordant / pairs:.12f}")
