"""Tables of one cohort in several sizes: make_table.py FOLDER ROWS [ROWS ...], the first rows of the longest.

20 columns, four to five images a patient on average, an empty file for every image (40,000 a folder), one part a patient.
"""

import os
import random
import sys

COLUMNS = (
    "image_path,patient_id,study_id,sex,age,race,ethnicity,view,study_date,manufacturer,model,site,split,"
    "insurance,bmi,finding,rows,columns,report_id,note"
)
RACES = ["White", "Black or African American", "Asian", "Other", "UNKNOWN"]
PARTS = ["train"] * 6 + ["validate"] + ["test"] * 3
OF_A_FOLDER = 40_000


def rows_of(root):
    """Rows without end, and their files, each patient's rows one below the other."""
    draw = random.Random(1).random
    image = patient = 0
    while True:
        patient += 1
        sex, race, age = "MF"[int(2 * draw())], RACES[int(5 * draw())], 18 + int(73 * draw())
        part = PARTS[int(10 * draw())]
        for visit in range(1 + int(5 * draw())):
            year = 2010 + int(10 * draw())
            for _ in range(1 + int(2 * draw())):
                folder = f"images_{image // OF_A_FOLDER:03d}"
                if image % OF_A_FOLDER == 0:
                    os.makedirs(f"{root}/{folder}", exist_ok=True)
                path = f"{folder}/{image:08d}.png"
                if not os.path.exists(f"{root}/{path}"):
                    os.mknod(f"{root}/{path}")
                a, b = draw(), draw()
                yield (
                    f"{path},{patient:08d},{patient * 10 + visit},{sex},{age},{race},Non-Hispanic,{'AP' if a < 0.5 else 'PA'},"
                    f"{year}0{1 + int(9 * a)}1{int(10 * b)},Maker {int(10 * a)},Model {int(50 * b)},Site {int(6 * a)},"
                    f'{part},"Medicare, Medicaid",{18 + 20 * b:.3f},No Finding,2500,2048,'
                    f'{int(a * 2**60):015x},"free text {b}"\n'
                )
                image += 1


def main(root, sizes):
    os.makedirs(root, exist_ok=True)
    tables = {size: open(f"{root}/table_{size}.csv", "w") for size in sizes}
    for table in tables.values():
        table.write(COLUMNS + "\n")
    for number, row in enumerate(rows_of(root), 1):
        for size, table in tables.items():
            if number <= size:
                table.write(row)
        if number == max(sizes):
            break
    for table in tables.values():
        table.close()


main(sys.argv[1], [int(size) for size in sys.argv[2:]])
