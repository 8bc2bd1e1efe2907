"""Writes the reference numbers of audits across sites as tables that tests read.

python tables.py silos.json FOLDER, where silos.json holds the numbers with the programs that made them: Python 3.11 with
NumPy 2.4.6, and R 4.2.2 with metafor 3.8-1 and pROC 1.18.0. Needs nothing but Python 3.
"""
import json
import sys

numbers = json.load(open(sys.argv[1]))
folder = sys.argv[2]


def write(name, header, rows):
    with open(f"{folder}/{name}.csv", "w") as out:
        out.write(",".join(header) + "\n")
        for row in rows:
            out.write(",".join("" if cell is None else str(cell) for cell in row) + "\n")


auc = numbers["auc_across_sites"]
write("patients", ["site", "patient", "truth", "score"], auc["patients_in_sites"]["rows"])
scores = []
sites = []
bounds = []
for number, one in enumerate(auc["sets"]):
    for site, (positives, negatives) in enumerate(zip(one["positives"], one["negatives"])):
        sites.append([number, site, positives, negatives, one["site_aucs"][site]])
    write_of = one["scores_positive"] if "scores_positive" in one else []
    for site, values in enumerate(write_of):
        scores += [[number, site, 1, value] for value in values]
        scores += [[number, site, 0, value] for value in one["scores_negative"][site]]
    for row in one["histograms"]:
        bounds.append([number, one["pooled_auc"], one["within_site_auc_pair_weighted"], one["mean_of_site_aucs"],
                       row["bins"], row["lower"], row["middle"], row["upper"]])
write("scores", ["set", "site", "truth", "score"], scores)
write("sites", ["set", "site", "positives", "negatives", "auc"], sites)
write("bounds", ["set", "pooled", "within", "trap: mean of sites", "bins", "lower", "middle", "upper"], bounds)

keys = ["method", "beta", "se", "estimate", "lower", "upper", "tau2", "Q", "I2_percent", "prediction_lower",
        "prediction_upper"]
meta = numbers["meta_analysis"]["sets"]
write("hospitals", ["set", "auc", "se"],
      [[n, a, e] for n, one in enumerate(meta) for a, e in zip(one["auc"], one["se"])])
write("metafor", ["set"] + keys,
      [[n] + [row[key] for key in keys] for n, one in enumerate(meta) for row in one["results"]["logit"]])
