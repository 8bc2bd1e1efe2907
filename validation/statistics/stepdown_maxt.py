"""Expected values of StepdownMaxTTest, from the definition: a new maximum over the remaining set at every step.

Romano and Wolf (2016), doi:10.1016/j.spl.2016.02.012, section 3. Standard library only.
Run: python3 stepdown_maxt.py > stepdown_maxt.out
"""

import sys

OBSERVED = [3.1, 2.2, -0.4, 1.9, 2.05, -2.5]
DRAWS = 199


def draw(hypothesis, replicate):
    """A number in [-2.75, 2.75) that any language makes alike."""
    return ((hypothesis * 7919 + replicate * 104729 + hypothesis * replicate * 31) % 1100) / 200 - 2.75


def adjusted(observed, null, extremity):
    left = list(range(len(observed)))
    result = [None] * len(observed)
    before = 0.0
    while left:
        first = max(left, key=lambda h: extremity(observed[h]))
        reached = sum(max(extremity(null[h][b]) for h in left) >= extremity(observed[first]) for b in range(DRAWS))
        before = max(before, (1 + reached) / (1 + DRAWS))
        result[first] = before
        left.remove(first)
    return result


def alone(observed, null, extremity):
    return [(1 + sum(extremity(d) >= extremity(t) for d in row)) / (1 + DRAWS) for t, row in zip(observed, null)]


null = [[draw(h, b) for b in range(DRAWS)] for h in range(len(OBSERVED))]
print("python", sys.version.split()[0])
for name, extremity in (("greater", lambda t: t), ("two-sided", abs)):
    print(name, "p", alone(OBSERVED, null, extremity))
    print(name, "adjusted", adjusted(OBSERVED, null, extremity))
