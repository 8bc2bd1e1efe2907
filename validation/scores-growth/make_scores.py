"""Writes a table of scores of one model: two images a patient, scores of the true class shifted by 0.8 standard deviations.

make_scores.py FILE ROWS [CLASSES]

Two classes (the default) have one column a; more have the columns a, b, c ..., one a class, that sum to 1.
"""
import math
import random
import sys

pick = random.Random(1)
classes = int(sys.argv[3]) if len(sys.argv) > 3 else 2
names = "ABCDEFGHIJ"[:classes]
with open(sys.argv[1], "w") as table:
    if classes == 2:
        table.write("id,image,y,a\n")
        for i in range(int(sys.argv[2])):
            positive = pick.random() < 0.4
            table.write(f"p{i // 2},i{i},{'A' if positive else 'B'},{pick.gauss(0.8 * positive, 1):.6f}\n")
    else:
        table.write("id,image,y," + ",".join(names.lower()) + "\n")
        truth = 0
        for i in range(int(sys.argv[2])):
            truth = int(classes * pick.random() ** 1.5) if i % 2 == 0 else truth
            powers = [math.exp(pick.gauss(0.8 * (k == truth), 1)) for k in range(classes)]
            scores = ",".join(f"{power / sum(powers):.6f}" for power in powers)
            table.write(f"p{i // 2},i{i},{names[truth]},{scores}\n")
