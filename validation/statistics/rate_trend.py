"""Known answers for RateTrendTest: a rate along age, without bins. Data in closed form, no random numbers.

python rate_trend.py > rate_trend.out
"""
import numpy as np, scipy, statsmodels
import statsmodels.api as sm
from scipy import stats

print("numpy", np.__version__, "scipy", scipy.__version__, "statsmodels", statsmodels.__version__)
# 300 rows of 150 patients: ages 20 to 89, calls from a multiplicative congruence
row = np.arange(300)
patient = row // 2
age = 20.0 + (patient * 37) % 70
draw = ((row * 7919 + 13) % 1009) / 1009
chance = 1 / (1 + np.exp(-(0.8 - 0.03 * (age - 50) + 0.0006 * (age - 50) ** 2)))
called = (draw < chance).astype(float)
print("called", int(called.sum()))

knots = np.quantile(age, [0.05, 0.35, 0.65, 0.95])
print("knots", knots.tolist())
def cube(x): return np.maximum(x, 0) ** 3
def columns(x):
    x = np.atleast_1d(np.asarray(x, float)); t = knots; w = (t[3] - t[0]) ** 2
    bent = [(cube(x - t[k]) - cube(x - t[2]) * (t[3] - t[k]) / (t[3] - t[2]) + cube(x - t[3]) * (t[2] - t[k]) / (t[3] - t[2])) / w for k in (0, 1)]
    return np.column_stack([np.ones_like(x), x] + bent)
def fit(X):
    return sm.GLM(called, X, family=sm.families.Binomial()).fit(cov_type="cluster", cov_kwds={"groups": patient}, tol=1e-12)
smooth = fit(columns(age))
C = smooth.cov_params()
q = stats.t.ppf(0.975, 150 - 4)
for x in (30.0, 50.0, 80.0):
    c = columns(x)[0]; eta = c @ smooth.params; se = np.sqrt(c @ C @ c)
    print("at", x, *(1 / (1 + np.exp(-v)) for v in (eta, eta - q * se, eta + q * se)))
a, b = columns(80.0)[0], columns(50.0)[0]
rho = a @ C @ b / np.sqrt((a @ C @ a) * (b @ C @ b))
print("correlation of 80 and 50", rho)
straight = fit(np.column_stack([np.ones(300), age]))
q2 = stats.t.ppf(0.975, 150 - 2)
print("slope per 10", 10 * straight.params[1], 10 * (straight.params[1] - q2 * straight.bse[1]), 10 * (straight.params[1] + q2 * straight.bse[1]))

# permutation of the patients' ages, 200,000 times: studentised score
rate = called.mean()
e = np.bincount(patient, called - rate)
v = age[::2] - age[::2].mean()
def t(v): return (v * e).sum() / np.sqrt((v * v * e * e).sum())
rng = np.random.default_rng(20261130)
observed = abs(t(v))
hits = sum(abs(t(rng.permutation(v))) >= observed - 1e-12 for _ in range(200_000))
print("t", t(v), "p", (1 + hits) / 200_001)
