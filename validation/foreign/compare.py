"""Diagnostic models of torchvision in Python beside `subtext predict` on the same files of images.

    compare.py make IMAGES FOLDER    exports resnet18 and densenet121 with random weights to ONNX and TorchScript, writes
                                     their cards with a golden case, and the scores that torch gives for the images
    compare.py verify FOLDER         compares the scores that subtext wrote; ends with 1 where one differs by over 1e-4

IMAGES is a folder of PNG and JPEG files. Run by compare.sh.
"""
import csv
import hashlib
import pathlib
import shutil
import sys

import numpy as np
import onnx
import PIL
import torch
import torchvision
from PIL import Image
from torchvision import transforms

FINDINGS = ["Atelectasis", "Cardiomegaly", "Consolidation", "Edema", "Effusion", "Emphysema", "Fibrosis", "Hernia",
            "Infiltration", "Mass", "Nodule", "Thickening", "Pneumonia", "Pneumothorax"]
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
IMAGENET = transforms.Normalize(MEAN, DEVIATION)
MOST = 16



# name: network, classes, activation, grey, the transform, and what the card says of it
CASES = {
    "resnet18-squash": ("resnet18", FINDINGS, "sigmoid", False,
                        [transforms.Resize((224, 224)), transforms.ToTensor(), IMAGENET], "normalisation: imagenet"),
    "resnet18-crop": ("resnet18", FINDINGS, "sigmoid", False,
                      [transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), IMAGENET],
                      "normalisation: imagenet\nresized_to: 256\naspect: keep"),
    "densenet121-crop": ("densenet121", ["Normal", "Pneumonia"], "softmax", False,
                         [transforms.Resize(232), transforms.CenterCrop(224), transforms.ToTensor(), IMAGENET],
                         "normalisation: imagenet\nresized_to: 232\naspect: keep"),
    "densenet121-grey": ("densenet121", FINDINGS, "sigmoid", True,
                         [transforms.Resize(224), transforms.CenterCrop(224), transforms.ToTensor(),
                          transforms.Normalize([0.5], [0.25]), transforms.Lambda(lambda x: x)],
                         "normalisation: 0.5/0.25\naspect: keep"),
    "resnet18-inverted-bgr": ("resnet18", FINDINGS, "sigmoid", False,
                              [transforms.Resize((256, 256)), transforms.CenterCrop(224), transforms.ToTensor(),
                               transforms.Lambda(lambda x: 1 - x[[2, 1, 0]]), IMAGENET],
                              "normalisation: imagenet\nresized_to: 256\npolarity: inverted\nchannel_order: bgr"),
}


class WithScores(torch.nn.Module):
    """As most are exported: the network ends with its own sigmoid or softmax."""

    def __init__(self, network, activation):
        super().__init__()
        self.network = network
        self.activation = activation

    def forward(self, x):
        y = self.network(x)
        return torch.sigmoid(y) if self.activation == "sigmoid" else torch.softmax(y, 1)


def lively(name, outputs, grey, batch):
    """Random weights with running statistics, and a head under which the scores of the images spread."""
    torch.manual_seed(11)
    network = getattr(torchvision.models, name)(weights=None, num_classes=outputs)
    if grey and name.startswith("densenet"):
        network.features.conv0 = torch.nn.Conv2d(1, 64, 7, 2, 3, bias=False)
    network.train()
    with torch.no_grad():
        for _ in range(3):
            network(batch)
    network.eval()
    head = [m for m in network.modules() if isinstance(m, torch.nn.Linear)][-1]
    with torch.inference_mode():
        logits = network(batch)
    assert logits.std(0).min() > 1e-4
    head.bias.data = (head.bias.data - logits.mean(0)) / logits.std(0)
    head.weight.data = head.weight.data / logits.std(0)[:, None]
    return network


def make(source, folder):
    torch.set_num_threads(2)
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    for path in sorted(p for p in source.rglob("*") if p.suffix.lower() in (".png", ".jpg", ".jpeg"))[:MOST]:
        shutil.copy(path, images / path.name)
    paths = sorted(images.iterdir())
    for case, (name, classes, activation, grey, steps, card) in CASES.items():
        transform = transforms.Compose(steps)
        batch = torch.stack([transform(Image.open(p).convert("L" if grey else "RGB")) for p in paths])
        network = lively(name, len(classes), grey, batch)
        with torch.inference_mode():
            scores = WithScores(network, activation)(batch).numpy()
        np.savez(folder / f"{case}.npz", names=[p.name for p in paths], scores=scores)
        torch.jit.save(torch.jit.trace(network, batch[:1]), folder / f"{case}-script.pt")
        torch.jit.save(torch.jit.script(WithScores(network, activation).eval()), folder / f"{case}-ended.pt")
        torch.onnx.export(network, (batch[:2],), folder / f"{case}-onnx.onnx", dynamo=True, external_data=False,
                          dynamic_shapes=({0: torch.export.Dim("batch", min=1)},), verbose=False)
        golden = paths[len(paths) // 2]
        told = (f"classes: [{', '.join(classes)}]\nside: 224\n{card}\ngolden:\n  image: images/{golden.name}\n"
                f"  sha256: {hashlib.sha256(golden.read_bytes()).hexdigest()}\n"
                f"  scores: [{', '.join(f'{s:.6f}' for s in scores[len(paths) // 2])}]\n  tolerance: 0.0001\n")
        for kind, how in {"script": activation, "ended": "none", "onnx": activation}.items():
            (folder / f"{case}-{kind}.card.yaml").write_text(f"activation: {how}\n{told}")


def verify(folder):
    print(f"torch {torch.__version__}, torchvision {torchvision.__version__}, onnx {onnx.__version__}, "
          f"Pillow {PIL.__version__}")
    worst = 0
    for case in CASES:
        truth = np.load(folder / f"{case}.npz")
        for kind in ("script", "ended", "onnx"):
            with open(folder / f"{case}-{kind}.csv") as file:
                found = {row[0]: np.array(row[1:], dtype=float) for row in list(csv.reader(file))[1:]}
            assert sorted(found) == sorted(truth["names"]), (case, kind)
            away = max(float(np.abs(found[n] - s).max()) for n, s in zip(truth["names"], truth["scores"]))
            print(f"{case:<22} {kind:<7} {len(found)} images, {truth['scores'].shape[1]:>2} scores from "
                  f"{truth['scores'].min():.3f} to {truth['scores'].max():.3f}: farthest away {away:.1e}")
            worst = max(worst, away)
    print(f"farthest of all {worst:.1e}; the bound is 1e-4")
    sys.exit(0 if worst < 1e-4 else 1)


if sys.argv[1] == "make":
    make(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
else:
    verify(pathlib.Path(sys.argv[2]))
