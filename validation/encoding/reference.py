"""Known answers for org.subtext.encoding: the linear probe, principal components, Kolmogorov-Smirnov, NPY files.

    python reference.py > reference.out

Rows come from a closed form, so that Java makes the same ones: x[i][j] = sin(i * 1.7 + j * 2.3) + 0.4 * cos(i * j * 0.9)
in float32, plus a shift of the class along the coordinates 0 and 2.
"""

import math
import sys

import numpy as np
import scipy
import sklearn
from scipy.stats import ks_2samp
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler


def rows(n, d, classes):
    labels = np.array([(i * 7 + i // 3) % classes for i in range(n)])
    x = np.array([[math.sin(i * 1.7 + j * 2.3) + 0.4 * math.cos(i * j * 0.9)
                   + (0.8 * labels[i] if j == 0 else 0.0) - (0.5 * labels[i] if j == 2 else 0.0)
                   for j in range(d)] for i in range(n)], dtype=np.float32)
    return x, labels


def probabilities(classes, c):
    x, y = rows(150, 6, classes)
    scaler = StandardScaler().fit(x[:100].astype(np.float64))
    model = LogisticRegression(C=c, tol=1e-9, max_iter=10000)
    model.fit(scaler.transform(x[:100].astype(np.float64)), y[:100])
    return model.predict_proba(scaler.transform(x[100:105].astype(np.float64)))


print("numpy", np.__version__, "scipy", scipy.__version__, "scikit-learn", sklearn.__version__, "python", sys.version.split()[0])
for classes in (2, 3):
    for c in (0.01, 1.0):
        print(f"LogisticRegression(C={c}), {classes} classes, rows 100 to 104:")
        print(np.array2string(probabilities(classes, c), precision=9, floatmode="fixed"))

x, y = rows(40, 6, 2)
centred = x.astype(np.float64) - x.astype(np.float64).mean(0)
u, s, vt = np.linalg.svd(centred, full_matrices=False)
print("variances of principal components, 40 rows of 6:", np.array2string(s ** 2 / 39, precision=10, floatmode="fixed"))
scores = centred @ vt.T
scores *= np.sign(scores[np.abs(scores).argmax(0), range(scores.shape[1])])
print("scores of row 0:", np.array2string(scores[0, :4], precision=9, floatmode="fixed"))
for mode in range(4):
    test = ks_2samp(scores[y == 0, mode], scores[y == 1, mode])
    print(f"ks_2samp mode {mode + 1}: D {test.statistic:.9f} p {test.pvalue:.9g}")

if len(sys.argv) > 1:
    a = np.arange(12, dtype=np.float64).reshape(4, 3) / 7
    np.save(sys.argv[1] + "/f8.npy", a)
    np.save(sys.argv[1] + "/f4.npy", a.astype(np.float32))
    np.save(sys.argv[1] + "/fortran.npy", np.asfortranarray(a))
    np.save(sys.argv[1] + "/int.npy", np.arange(12).reshape(4, 3))
    with open(sys.argv[1] + "/v2.npy", "wb") as f:
        np.lib.format.write_array(f, a, version=(2, 0))
