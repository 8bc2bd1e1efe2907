#!/usr/bin/env python3
"""Kills commands at random moments, goes on with them, and compares what they leave with what an undisturbed one leaves.

Usage: validation/kills/kills.py WORK_FOLDER --dicom FOLDER [--kills N] [--only COMMAND,...] [--seed N]
The launcher is ./subtext, or what the environment variable SUBTEXT names. Each line of the tally is a command: how many
were killed (SIGKILL to the whole process group), how many of these went on to the same bytes, and what differed.
Equal is: the same files, no other, with the same bytes but dates. Not compared byte by byte, since they hold nothing but
dates or draw a key of their own: log.txt, PDF, look.json, caches of pixels (whose order follows the threads); of models
the tensors are compared (their card says when they were made), and a hash of a model that a file tells is compared with
the model beside it; of journals the lines in any order. Names that are drawn with a key (pulled files) may differ; what
they hold may not.
"""
import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import archive

ROOT = Path(__file__).resolve().parents[2]
SUBTEXT = os.environ.get("SUBTEXT", str(ROOT / "subtext"))
DATE = re.compile(rb"\d{4}-\d\d-\d\dT[0-9:.]+Z|\d{1,2} [A-Z][a-z]+ 20\d\d|20\d\d-\d\d-\d\d")
ANY_BYTES = re.compile(r"(^|/)(log\.txt|look\.json|.*\.pdf|.*\.pixels|.*\.journal|looks\.jsonl|\.lock|.*\.lock)$")
LINES = re.compile(r"(^|/)(journal\.jsonl|prices\.json)$")
DRAWN = re.compile(r"\b[0-9a-f]{16}\b")
DEBRIS = re.compile(r"(^|/)(\.writing-|\.rendering-|.*\.part$|.*\.tmp$)")

parser = argparse.ArgumentParser()
parser.add_argument("work", type=Path)
parser.add_argument("--dicom", type=Path, required=True)
parser.add_argument("--kills", type=int, default=100)
parser.add_argument("--only", default="")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
work = options.work.resolve()
rng = random.Random(options.seed)


def start(arguments, scratch):
    environment = dict(os.environ, TMPDIR=str(scratch))
    return subprocess.Popen(
        [SUBTEXT, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, env=environment)


def run(arguments, scratch):
    process = start(arguments, scratch)
    said = process.communicate()[0]
    return process.returncode, said.decode("utf-8", "replace")


def tensors(content):
    """Of a safetensors file everything but what its header says beside the tensors."""
    length = struct.unpack("<Q", content[:8])[0]
    header = json.loads(content[8:8 + length])
    header.pop("__metadata__", None)
    return json.dumps(header, sort_keys=True).encode() + content[8 + length:]


def content(file, name):
    if ANY_BYTES.search(name):
        return b"there"
    read = file.read_bytes()
    if name.endswith(".safetensors"):
        return tensors(read)
    if LINES.search(name):
        return b"\n".join(sorted(set(read.splitlines())))
    return DATE.sub(b"DATE", read)


def tree(folder):
    models = {hashlib.sha256(path.read_bytes()).hexdigest().encode(): path.name.encode()
              for path in folder.rglob("*.safetensors")}
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            read = content(path, name)
            for digest, model in models.items():
                read = read.replace(digest, b"hash of " + model)
            if ".subtext-archive/" in name:
                read = str(len(set(read.splitlines()))).encode()
            found.setdefault(DRAWN.sub("DRAWN", name), []).append(hashlib.sha256(read).hexdigest())
    return {name: sorted(digests) for name, digests in found.items()}


class Case:
    """A command: what it is given before, its arguments, and how it is gone on with."""

    def __init__(self, name, share, arguments, again=(), prepare=None, without=()):
        self.name, self.share, self.arguments, self.again = name, share, arguments, list(again)
        self.prepare, self.without = prepare, list(without)


phantom, inputs, out = work / "phantom", work / "inputs", work / "out"
audit = ["audit", "--table", phantom / "metadata.csv", "--attribute", "group", "--split", "fractions", "--side", 32,
         "--epochs", 6, "--workers", 1, "--replicates", 100, "--device", "cpu", "--name", "run", "--runs", out]
model = inputs / "runs/run/models/model.safetensors"


def finished_run():
    shutil.copytree(inputs / "runs", out)


cases = [
    Case("audit", 24, audit, ["--resume"]),
    Case("explain", 12, ["explain", out / "run", "--setting", "low-pass 4", "--setting", "inversion", "--setting",
                         "high-pass 2", "--mode", "tested", "--device", "cpu"], prepare=finished_run),
    Case("deidentify", 14, ["deidentify", inputs / "dicom", "--out", out / "clean", "--salt", inputs / "salt",
                            "--burned-in", "flag"]),
    Case("import", 8, ["import", inputs / "dicom", "--out", out / "images.csv", "--force"]),
    Case("import of a zip file", 4, ["import", inputs / "dicom.zip", "--out", out / "images.csv", "--force"]),
    Case("predict", 8, ["predict", model, phantom / "images", "--out", out / "scores.csv", "--device", "cpu"],
         ["--resume"]),
    Case("embed", 6, ["embed", model, phantom / "images", "--out", out / "embeddings.npy", "--device", "cpu"]),
    Case("render", 6, ["render", phantom / "images", "--out", out / "pictures", "--side", 512]),
    Case("phantom", 6, ["phantom", out / "phantom", "--patients", 300, "--side", 64]),
    Case("scores", 6, ["scores", inputs / "runs/run/predictions.csv", "--truth", "truth", "--patient",
                        "patient", "--class", "A=score:A", "--class", "B=score:B", "--class", "C=score:C", "--out",
                        out / "answer"]),
    Case("archive pull", 8, ["archive", "pull", archive.serve(120, 0.1), "--out", out / "pulled"]),
    Case("split", 3, ["split", "--table", phantom / "metadata.csv", "--attribute", "group", "--out",
                      out / "split.csv"]),
    Case("cohort", 3, ["cohort", "--table", phantom / "metadata.csv", "--attribute", "group"]),
]
wanted = [name for name in options.only.split(",") if name]
cases = [case for case in cases if not wanted or case.name in wanted]


def prepare_inputs():
    scratch = work / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    if model.exists():
        return
    code, said = run(["phantom", phantom, "--patients", 150, "--side", 32, "--strength", 6], scratch)
    assert code == 0, said
    inputs.mkdir(exist_ok=True)
    (inputs / "dicom").mkdir(exist_ok=True)
    small = [file for file in sorted(options.dicom.rglob("*.dcm")) if 1000 < file.stat().st_size < 400_000][:80]
    for number, file in enumerate(small):
        shutil.copy(file, inputs / "dicom" / f"{number:03d}.dcm")
    shutil.make_archive(str(inputs / "dicom"), "zip", inputs / "dicom")
    shutil.rmtree(out, ignore_errors=True)
    code, said = run(audit, scratch)
    assert code == 0, said
    out.rename(inputs / "runs")


def fresh(case):
    shutil.rmtree(out, ignore_errors=True)
    if case.prepare:
        case.prepare()
    else:
        out.mkdir()


def main():
    prepare_inputs()
    total = sum(case.share for case in cases)
    all_equal = True
    print("| command | seconds undisturbed | killed | went on to the same | what differed |\n|---|---|---|---|---|")
    for case in cases:
        scratch = work / "scratch"
        fresh(case)
        begun = time.time()
        code, undisturbed = run(case.arguments, scratch)
        seconds = time.time() - begun
        if code != 0:
            print(f"| {case.name} | {seconds:.0f} | - | - | ends with {code}: {undisturbed[-300:]!r} |", flush=True)
            all_equal = False
            continue
        expected = tree(out)
        killed = equal = 0
        differed = []
        while killed < max(1, round(case.share * options.kills / total)):
            fresh(case)
            process = start(case.arguments, scratch)
            try:
                process.communicate(timeout=rng.uniform(0.2, 0.97) * seconds)
                continue  # ended before: not a kill
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
            killed += 1
            code, said = run([*case.arguments, *case.again], scratch)
            found = tree(out)
            wrong = sorted(
                name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
            wrong += [f"debris {name}" for name in found if DEBRIS.search(name)]
            wrong += [f"scratch {path.name}" for path in scratch.iterdir()]
            if code != 0:
                wrong.append(f"exit {code}: {said[-300:]!r}")
            if wrong:
                differed += wrong
                kept = work / f"differs-{case.name.replace(' ', '-')}-{killed}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(out, kept)
                (kept / "said.txt").write_text(said)
            else:
                equal += 1
            print(f"{case.name}: {equal} of {killed}", file=sys.stderr, flush=True)
        all_equal &= killed == equal
        told = ", ".join(sorted(set(differed))[:8]) or "nothing"
        print(f"| {case.name} | {seconds:.0f} | {killed} | {equal} | {told} |", flush=True)
    sys.exit(0 if all_equal else 1)


main()
