"""Known answers for ModelExchangeTest: two models of the same rows.

python paired_models.py > paired_models.out
"""
import numpy as np, scipy, statsmodels
import statsmodels.api as sm
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar

print("numpy", np.__version__, "scipy", scipy.__version__, "statsmodels", statsmodels.__version__)

# one row a patient: 100 positives, both hit 60, first only 5, second only 17, neither 18
b, c, n, both = 5, 17, 100, 60
print("mcnemar exact", mcnemar([[both, b], [c, n - both - b - c]], exact=True).pvalue)
print("binomtest", stats.binomtest(b, b + c).pvalue)

def wilson_t(p, n):
    z = stats.t.ppf(0.975, n - 1)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return middle - half, middle + half

def mover(p2, l2, u2, p1, l1, u1, rho):
    d = p2 - p1
    low = d - np.sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2 - 2 * rho * (p2 - l2) * (u1 - p1))
    high = d + np.sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2 - 2 * rho * (u2 - p2) * (p1 - l1))
    return d, low, high

first = np.r_[np.ones(both), np.ones(b), np.zeros(c), np.zeros(n - both - b - c)]
second = np.r_[np.ones(both), np.zeros(b), np.ones(c), np.zeros(n - both - b - c)]
p1, p2 = first.mean(), second.mean()
one = mover(p2, *wilson_t(p2, n), p1, *wilson_t(p1, n), np.corrcoef(first, second)[0, 1])
print("mover of paired rates", *one)

# patients of 1, 2 and 3 rows: standard error of the difference, cluster-robust
rng = np.random.default_rng(20261130)
rows, cluster = [], []
for patient in range(12):
    for _ in range(1 + patient % 3):
        rows.append((rng.integers(2), rng.integers(2)))
        cluster.append(patient)
rows, cluster = np.array(rows), np.array(cluster)
print("rows", rows.tolist(), "patients", cluster.tolist())
y = rows[:, 1] - rows[:, 0]
fit = sm.OLS(y, np.ones(len(y))).fit(cov_type="cluster", cov_kwds={"groups": cluster, "use_correction": False})
print("difference", fit.params[0], "standard error", fit.bse[0] * np.sqrt(12 / 11))
