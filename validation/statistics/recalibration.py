"""Known answer for RecalibrationMapTest.

python recalibration.py > recalibration.out
"""
import numpy as np, statsmodels
import statsmodels.api as sm

print("numpy", np.__version__, "statsmodels", statsmodels.__version__)
p = np.repeat([0.1, 0.3, 0.6, 0.9], 20)
y = np.concatenate([np.r_[np.ones(h), np.zeros(20 - h)] for h in (4, 3, 8, 14)])
logit = np.log(p / (1 - p))
fit = sm.Logit(y, sm.add_constant(logit)).fit(disp=0, tol=1e-12)
print("intercept, slope", *fit.params, "at 0.3", 1 / (1 + np.exp(-fit.params[0] - fit.params[1] * np.log(0.3 / 0.7))))
