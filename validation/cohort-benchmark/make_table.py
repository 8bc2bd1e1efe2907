"""Writes a table of 400,000 rows and 20 columns, and an empty file for every image: make_table.py FOLDER flat|deep."""

import os
import random
import sys

COLUMNS = (
    "image_path,patient_id,study_id,sex,age,race,ethnicity,view,study_date,manufacturer,model,site,split,"
    "insurance,bmi,finding,rows,columns,report_id,note"
)
RACES = ["White", "Black or African American", "Asian", "Other", "UNKNOWN"]
ROWS = 400_000


def path_of(layout, image, patient, study):
    if layout == "flat":
        return f"images_{image // 40000:03d}/{image:08d}.png"
    return f"files/p{patient % 100:02d}/p{patient:08d}/s{study}/{image:08d}.jpg"


def main(root, layout):
    random.seed(1)
    os.makedirs(root, exist_ok=True)
    image = patient = 0
    with open(f"{root}/table.csv", "w") as table:
        table.write(COLUMNS + "\n")
        while image < ROWS:
            patient += 1
            sex, race, age = random.choice("MF"), random.choice(RACES), random.randint(18, 90)
            for visit in range(random.randint(1, 5)):
                for _ in range(random.randint(1, 2)):
                    if image >= ROWS:
                        break
                    study = patient * 10 + visit
                    path = path_of(layout, image, patient, study)
                    os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True)
                    open(f"{root}/{path}", "w").close()
                    date = f"20{random.randint(10, 20)}0{random.randint(1, 9)}1{random.randint(0, 9)}"
                    table.write(
                        f"{path},{patient:08d},{study},{sex},{age},{race},Non-Hispanic,{random.choice(['AP', 'PA'])},"
                        f"{date},Maker {random.randint(0, 9)},Model {random.randint(0, 50)},Site {random.randint(0, 5)},"
                        f'train,"Medicare, Medicaid",{random.random() * 20 + 18:.3f},No Finding,2500,2048,'
                        f'{random.getrandbits(64):016x},"free text {random.random()}"\n'
                    )
                    image += 1


main(*sys.argv[1:])
