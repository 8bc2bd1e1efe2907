"""Compares estimates.json and routes.json of two folders of runs, value by value and bit by bit.

compare.py BEFORE AFTER: every run that BEFORE holds is asked for. Exit code 1 where anything else than ALLOWED differs.
"""
import json
import re
import sys
from pathlib import Path

# What may differ between two versions of the program: where files lie and what was typed beside a text that stayed.
ALLOWED = [
    (r".*\.seconds$", "time taken"),
    (r"(estimates|routes)\.json(\..*)?\.(subject|kind|experimentKind|axis)(\..*)?$", "meaning, typed beside a text that stayed"),
]

# How one number may be set in two ways: a true minus sign, "to" between bounds of which one is negative, no sign before zero.
WORDING = [("\u2212", "-"), (r"(?<=\d) to (?=[-+]?\d)", "\u2013"), (r"[-+](?=0\.0+(?!\d))", "")]


def set_alike(text):
    for pattern, other in WORDING:
        text = re.sub(pattern, other, text)
    return text


def differences(before, after, at):
    if isinstance(before, str) and isinstance(after, str):
        before, after = set_alike(before), set_alike(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            if key not in before or key not in after:
                yield f"{at}.{key}", before.get(key, "(absent)"), after.get(key, "(absent)")
            else:
                yield from differences(before[key], after[key], f"{at}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, (one, other) in enumerate(zip(before, after)):
            yield from differences(one, other, f"{at}[{i}]")
    elif before != after or type(before) is not type(after):
        yield at, before, after


def main():
    before, after, bad, compared, values = Path(sys.argv[1]), Path(sys.argv[2]), 0, 0, 0
    for file in sorted(before.glob("*/*.json")):
        if file.name not in ("estimates.json", "routes.json"):
            continue
        other = after / file.relative_to(before)
        if not other.exists():
            print(f"MISSING {other}")
            bad += 1
            continue
        text = file.read_text()
        compared, values = compared + 1, values + len(re.findall(r'[\[:,]\s*["\d\-tfn]', text))
        for at, one, two in differences(json.loads(text), json.loads(other.read_text()), file.name):
            reason = next((why for pattern, why in ALLOWED if re.fullmatch(pattern, at)), None)
            if reason is None:
                bad += 1
                if bad <= 40:
                    print(f"DIFFERS {file.parent.name}: {at}: {str(one)[:120]} | {str(two)[:120]}")
    print(f"{compared} files, some {values} values compared; {bad} differences that are not allowed")
    sys.exit(1 if bad or not compared else 0)


main()
