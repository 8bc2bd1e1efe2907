"""Adds columns to a table whose values are exchanged between patients, so that no image holds them.

    columns.py TABLE OUT COUNT SEED [COLUMN...]

Patients exchange their values of the named columns (all columns but ids and paths by default), in turn, until COUNT
columns null_1, null_2, ... stand there; every second one loses 30 % of its values. Every patient has one value.
"""

import csv
import random
import sys

IDS = {"image_path", "image", "image_id", "patient_id", "patient", "study_id", "split"}


def main(table, out, count, seed, *wanted):
    with open(table, newline="") as file:
        rows = list(csv.DictReader(file))
    patient = next(name for name in ("patient_id", "patient") if name in rows[0])
    first = {}
    for row in rows:
        first.setdefault(row[patient], row)
    patients = list(first)
    columns = list(wanted) or [
        name for name in rows[0] if name not in IDS and 1 < len({first[one][name] for one in patients})
    ]
    chance = random.Random(int(seed))
    for i in range(int(count)):
        values = [first[one][columns[i % len(columns)]] for one in patients]
        chance.shuffle(values)
        given = dict(zip(patients, values))
        for one in patients:
            if i % 2 and chance.random() < 0.3:
                given[one] = ""
        for row in rows:
            row[f"null_{i + 1}"] = given[row[patient]]
    with open(out, "w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


main(*sys.argv[1:])
