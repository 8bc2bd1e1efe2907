"""What surveys said, with the exact binomial interval of Clopper and Pearson.

    read.py nulls SURVEY.json      how many null columns are called detectable: all together, and each alone by its p
    read.py first NAME SURVEY.json...   in how many NAME stands first and is detectable
"""

import json
import math
import sys


def tail(k, n, p):
    """P(X >= k) of n draws."""
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def bisect(rises, target):
    low, high = 0.0, 1.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < target else (low, middle)
    return low


def exact(k, n):
    lower = 0.0 if k == 0 else bisect(lambda p: tail(k, n, p), 0.025)
    upper = 1.0 if k == n else bisect(lambda p: tail(k + 1, n, p), 0.975)
    return f"{k} of {n} ({lower:.3f} to {upper:.3f})"


def load(path):
    with open(path) as file:
        return json.load(file)["ranked"]


if sys.argv[1] == "nulls":
    nulls = [one for one in load(sys.argv[2]) if one["column"].startswith("null_")]
    print("detectable among all:", exact(sum(one["from_images"]["shown"] for one in nulls), len(nulls)))
    print("p at or below 0.05 alone:", exact(sum(one["from_images"]["p"] <= 0.05 for one in nulls), len(nulls)))
else:
    name, files = sys.argv[2], sys.argv[3:]
    first = [load(file)[0] for file in files]
    print(
        f"{name} first and detectable:",
        exact(sum(one["column"] == name and one["from_images"]["shown"] for one in first), len(first)),
    )
    for file in files:
        auc = next(one for one in load(file) if one["column"] == name)["from_images"]["auc"]
        print(" ", file, auc)
