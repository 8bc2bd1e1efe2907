"""Elements of the DICOM test files as dcm2xml of dcmtk sees them, one line a file: path, elements, SHA-256.

The hash is over the sorted lines "PATH LENGTH" (sequences and fragments: "PATH SQ"), joined by newlines, where PATH is
"(0054,0220)[0](0008,0100)". DicomFilesOfPydicomTest makes the same lines.

    python3 validation/dicom/elements.py FOLDER > subtext-dicom/src/test/resources/org/subtext/dicom/elements.tsv
"""

import hashlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def lines_of(node, prefix, lines):
    for child in node:
        if child.tag in ("meta-header", "data-set"):
            lines_of(child, prefix, lines)
        elif child.tag in ("element", "sequence"):
            path = prefix + "(" + child.get("tag").upper() + ")"
            lines.add(path + " " + ("SQ" if child.tag == "sequence" else child.get("len")))
            for number, item in enumerate(one for one in child if one.tag == "item"):
                lines_of(item, f"{path}[{number}]", lines)


def main(folder):
    files = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    for path in files:
        done = subprocess.run(["dcm2xml", "-q", str(folder / path)], capture_output=True, check=False)
        text = re.sub(rb"&#x?[0-9a-fA-F]+;|[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", done.stdout)
        try:
            lines = set()
            lines_of(ElementTree.fromstring(text), "", lines)
        except ElementTree.ParseError:
            print(f"{path}\t0\tunread")
            continue
        digest = hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
        print(f"{path}\t{len(lines)}\t{digest}")


main(Path(sys.argv[1]))
