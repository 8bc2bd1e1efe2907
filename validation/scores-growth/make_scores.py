"""Writes a table of scores of one model: two images a patient, two classes, scores shifted by 0.8 standard deviations.

make_scores.py FILE ROWS
"""
import random
import sys

pick = random.Random(1)
with open(sys.argv[1], "w") as table:
    table.write("id,image,y,a\n")
    for i in range(int(sys.argv[2])):
        positive = pick.random() < 0.4
        table.write(f"p{i // 2},i{i},{'A' if positive else 'B'},{pick.gauss(0.8 * positive, 1):.6f}\n")
