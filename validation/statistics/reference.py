"""Expected values of the tests of org.subtext.statistics. Run: python reference.py > reference.out"""

import sys

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from sklearn import metrics
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

import fixture as f


def show(name, value):
    print(f"{name}: {np.array2string(np.asarray(value), precision=15, floatmode='maxprec', separator=', ', max_line_width=200)}")


def placements(label, score):
    """By brute force over all pairs, unlike the product's walk over tie groups."""
    pos, neg = score[label], score[~label]
    kernel = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
    return kernel.mean(), kernel.mean(axis=1), kernel.mean(axis=0)


def obuchowski(label, scores, cluster):
    """Covariance matrix of clustered AUCs, Obuchowski 1997, from brute-force placements."""
    x, y = [], []
    clusters = np.unique(cluster)
    for score in scores:
        auc, v10, v01 = placements(label, score)
        x.append([np.sum(v10[cluster[label] == c] - auc) for c in clusters])
        y.append([np.sum(v01[cluster[~label] == c] - auc) for c in clusters])
    x, y = np.array(x), np.array(y)
    m, n = label.sum(), (~label).sum()
    i, i10, i01 = len(clusters), len(np.unique(cluster[label])), len(np.unique(cluster[~label]))
    s10 = i10 / ((i10 - 1) * m) * x @ x.T
    s01 = i01 / ((i01 - 1) * n) * y @ y.T
    s11 = i / (i - 1) * x @ y.T
    return s10 / m + s01 / n + (s11 + s11.T) / (m * n)


def section(title):
    print(f"\n# {title}")


print(f"python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}, "
      f"scikit-learn {sklearn.__version__}, statsmodels {statsmodels.__version__}")

for name, (label, first, second) in {"patient_level": f.patient_level(), "mixed": f.mixed()}.items():
    section(name)
    show("positives", label.sum())
    show("auc first, second", [metrics.roc_auc_score(label, first), metrics.roc_auc_score(label, second)])
    show("average precision first", metrics.average_precision_score(label, first))
    show("obuchowski covariance", obuchowski(label, [first, second], f.patient))
    show("delong covariance", obuchowski(label, [first, second], f.row))
    fpr, tpr, thresholds = metrics.roc_curve(label, first, drop_intermediate=False)
    best = np.argmax(tpr - fpr)
    show("youden threshold, sensitivity, specificity", [thresholds[best], tpr[best], 1 - fpr[best]])

section("calibration of patient_level first")
label, first, second = f.patient_level()
show("brier", metrics.brier_score_loss(label, first))
logit = np.log(np.clip(first, 1e-6, 1 - 1e-6) / (1 - np.clip(first, 1e-6, 1 - 1e-6)))
fit = sm.Logit(label.astype(float), sm.add_constant(logit)).fit(
    disp=0, tol=1e-14, cov_type="cluster", cov_kwds={"groups": f.patient})
show("intercept, slope", fit.params)
show("their 95% intervals", fit.conf_int())
large = sm.GLM(label.astype(float), np.ones(f.ROWS), family=sm.families.Binomial(), offset=logit).fit(
    tol=1e-14, cov_type="cluster", cov_kwds={"groups": f.patient})
show("in the large", large.params)
show("its 95% interval", large.conf_int())
for bins in (10, 15):
    index = np.minimum(bins - 1, np.floor(first * bins).astype(int))
    show(f"ece equal width {bins}",
         sum(np.sum(index == b) / f.ROWS * abs(first[index == b].mean() - label[index == b].mean())
             for b in range(bins) if np.any(index == b)))
distinct = (f.row * 37 % 101 + 0.5) / 101  # no ties, so that equal mass is numpy's array_split
parts = np.array_split(np.argsort(distinct), 10)
show("ece equal mass 10 of (37 row mod 101 + 0.5)/101",
     sum(len(p) / f.ROWS * abs(distinct[p].mean() - label[p].mean()) for p in parts))
mean_sq = (first - label) ** 2
ols = sm.OLS(mean_sq, np.ones(f.ROWS)).fit(cov_type="cluster", cov_kwds={"groups": f.patient})
show("brier 95% interval", ols.conf_int())

section("three classes")
truth, p = f.three_classes()
predicted = p.argmax(axis=1)
show("class counts", np.bincount(truth))
show("one versus rest", [metrics.roc_auc_score(truth == k, p[:, k]) for k in range(3)])
show("macro", metrics.roc_auc_score(truth, p, multi_class="ovr", average="macro"))
show("weighted", metrics.roc_auc_score(truth, p, multi_class="ovr", average="weighted"))
show("micro", metrics.roc_auc_score(truth, p, multi_class="ovr", average="micro"))
show("hand till", metrics.roc_auc_score(truth, p, multi_class="ovo", average="macro"))
show("confusion", metrics.confusion_matrix(truth, predicted))
show("accuracy, balanced, kappa, mcc", [
    metrics.accuracy_score(truth, predicted), metrics.balanced_accuracy_score(truth, predicted),
    metrics.cohen_kappa_score(truth, predicted), metrics.matthews_corrcoef(truth, predicted)])
show("brier", np.mean(np.sum((p - np.eye(3)[truth]) ** 2, axis=1)))
show("brier of scikit-learn, scale_by_half=False", metrics.brier_score_loss(truth, p, scale_by_half=False))
confidence = p.max(axis=1)
index = np.minimum(9, np.floor(confidence * 10).astype(int))
show("top-label ece 10", sum(np.sum(index == b) / f.ROWS * abs(
    confidence[index == b].mean() - (predicted == truth)[index == b].mean()) for b in range(10) if np.any(index == b)))

section("bootstrap intervals from given draws")
label, first, second = f.patient_level()
patients = np.arange(30)


def weighted_auc(weights):
    return metrics.roc_auc_score(label, first, sample_weight=weights[f.patient])


def statistic(sample):
    """Rows of the drawn patients."""
    return weighted_auc(np.bincount(np.asarray(sample, dtype=int), minlength=30).astype(float))


def closed_form_draw(r):
    """Patient drawn at place j of draw r."""
    return (patients * patients * (r + 1) + 7 * r * patients + r // 3) % 31 % 30


draws = np.array([statistic(closed_form_draw(r)) for r in range(199)])
show("first draws", draws[:4])
given = stats.bootstrap((patients,), statistic, vectorized=False, n_resamples=2, method="percentile", rng=1)
given.bootstrap_distribution = draws
for method in ("percentile", "basic", "BCa"):
    result = stats.bootstrap((patients,), statistic, vectorized=False, n_resamples=0, bootstrap_result=given,
                             method=method, confidence_level=0.95)
    show(method, [result.confidence_interval.low, result.confidence_interval.high])
show("standard error", result.standard_error)

section("wilson")
show("7 of 20", proportion_confint(7, 20, method="wilson"))
show("0 of 12", proportion_confint(0, 12, method="wilson"))
show("12 of 12", proportion_confint(12, 12, method="wilson"))

section("multiplicity")
pvalues = [0.01, 0.04, 0.03, 0.005, 0.55, 0.03]
for method in ("holm", "fdr_bh", "fdr_by"):
    show(method, multipletests(pvalues, method=method)[1])

section("gaussian tails")
for z in (1.5, 8.0, 29.0, 31.0, 77.6096):
    show(f"log10 two-sided p of z={z}", (stats.norm.logsf(z) + np.log(2)) / np.log(10))

section("equivalence")
value, se, margin = 0.53, 0.02, 0.1
show("tost p", max(stats.norm.sf((value - 0.4) / se), stats.norm.cdf((value - 0.6) / se)))
from statsmodels.stats.weightstats import _zconfint_generic, _zstat_generic

show("statsmodels z p-values", [
    _zstat_generic(value, 0.4, se, "larger", diff=0)[1], _zstat_generic(value, 0.6, se, "smaller", diff=0)[1]])
show("90% interval", _zconfint_generic(value, se, 0.1, "two-sided"))
