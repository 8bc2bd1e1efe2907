"""Networks that another program trained: their scores in Python beside those of subtext predict.

Makes PNG images and checkpoints, as training scripts store them, scores the images with torch, and compares the files
of scores that `subtext predict` wrote. Run by foreign.sh.
"""
import csv
import pathlib
import sys

import monai
import numpy as np
import PIL
import torch
import torchvision
from PIL import Image

torch.set_num_threads(1)
CLASSES = ["Asian", "Black", "White"]
FINDINGS = ["Atelectasis", "Edema", "Effusion", "Pneumonia"]
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def images(folder):
    """12 images: those of set "as-is" are 224 x 224, so that nothing is resized; the others are of any size."""
    rng = np.random.default_rng(7)
    for name, sizes in {"as-is": [(224, 224)] * 6, "any-size": [(300 + 17 * i, 260 + 31 * i) for i in range(6)]}.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for i, (h, w) in enumerate(sizes):
            y, x = np.mgrid[0:h, 0:w] / max(h, w)
            grey = 128 + 90 * np.sin(9 * x + i) * np.cos(7 * y - i) + rng.normal(0, 20, (h, w))
            if i % 3 == 2:
                grey = np.stack([grey, np.roll(grey, 5, 0), 255 - grey], -1)
            Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(folder / name / f"{i:02d}.png")


def lively(model, seed):
    """Random weights with running statistics, and logits that differ from image to image."""
    generator = torch.Generator().manual_seed(seed)
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.weight.data.uniform_(0.5, 1.5, generator=generator)
            module.bias.data.normal_(0, 0.2, generator=generator)
            module.running_mean.normal_(0, 0.2, generator=generator)
            module.running_var.uniform_(0.5, 1.5, generator=generator)
    return model.eval()


def spread(model, normalisation, channels, folder):
    """Scales the head so that the logits of the images have mean 0 and deviation 1: no score is all but 0 or 1."""
    head = [m for m in model.modules() if isinstance(m, torch.nn.Linear)][-1]
    with torch.inference_mode():
        logits = torch.cat([model(pixels(path, normalisation, channels)) for path in sorted(folder.rglob("*.png"))])
    assert logits.std(0).min() > 1e-3  # else rounding alone would be compared
    head.bias.data = (head.bias.data - logits.mean(0)) / logits.std(0)
    head.weight.data = head.weight.data / logits.std(0)[:, None]
    return model


def pixels(path, normalisation, channels):
    image = Image.open(path).convert("RGB" if channels == 3 else "L").resize((224, 224), Image.BILINEAR)
    x = torch.from_numpy(np.array(image, dtype=np.float32)).reshape(224, 224, channels).permute(2, 0, 1) / 255
    if normalisation == "imagenet":
        x = (x - torch.tensor(MEAN)[:, None, None]) / torch.tensor(DEVIATION)[:, None, None]
    if normalisation == "xrv":
        x = (2 * x - 1) * 1024
    return x[None]


def score(model, activation, normalisation, channels, folder):
    rows = {}
    with torch.inference_mode():
        for path in sorted(folder.rglob("*.png")):
            logits = model(pixels(path, normalisation, channels))
            scores = torch.softmax(logits, 1) if activation == "softmax" else torch.sigmoid(logits)
            rows[str(path.relative_to(folder))] = scores[0].numpy()
    return rows


def prefixed(prefix, state):
    return {prefix + name: value for name, value in state.items()}


def cases(folder):
    """Name, model, file content, classes, activation, normalisation, channels, further options."""
    tv = torchvision.models

    def made(model, seed, normalisation="imagenet", channels=3):
        return spread(lively(model, seed), normalisation, channels, folder)

    dense = made(tv.densenet121(num_classes=3), 1)
    yield "torchvision", dense, dense.state_dict(), CLASSES, "softmax", "imagenet", 3, ""
    names = monai.networks.nets.DenseNet121(spatial_dims=2, in_channels=3, out_channels=3)
    own = made(names, 2)
    yield "monai", own, own.state_dict(), CLASSES, "softmax", "imagenet", 3, ""
    script = {"epoch": 7, "arch": "densenet121", "state_dict": prefixed("module.densenet121.", dense.state_dict()),
              "optimizer": torch.optim.Adam(dense.parameters()).state_dict()}
    yield "training-script", dense, script, CLASSES, "softmax", "imagenet", 3, ""
    lightning = {"state_dict": prefixed("model.backbone.", dense.state_dict()), "hyper_parameters": {"classes": CLASSES}}
    yield "lightning", dense, lightning, [], "softmax", "imagenet", 3, ""
    findings = made(tv.densenet121(num_classes=4), 3)
    yield "findings", findings, findings.state_dict(), FINDINGS, "sigmoid", "imagenet", 3, "--activation sigmoid"
    grey = tv.densenet121(num_classes=4)
    grey.features.conv0 = torch.nn.Conv2d(1, 64, 7, 2, 3, bias=False)
    grey = made(grey, 4, "xrv", 1)
    yield "grey-xrv", grey, grey.state_dict(), FINDINGS, "sigmoid", "xrv", 1, "--activation sigmoid --normalisation xrv"
    half = tv.densenet121(num_classes=3).eval()
    half.load_state_dict({k: v.half().float() if v.is_floating_point() else v for k, v in dense.state_dict().items()})
    stored = {k: v.half() if v.is_floating_point() else v for k, v in dense.state_dict().items()}
    yield "half", half, stored, CLASSES, "softmax", "imagenet", 3, ""
    residual = made(tv.resnet18(num_classes=3), 5)
    twice = {"student": prefixed("backbone.", lively(tv.resnet18(num_classes=3), 6).state_dict()),
             "teacher": prefixed("backbone.", residual.state_dict())}
    yield "teacher", residual, twice, CLASSES, "softmax", "imagenet", 3, "#teacher"
    single = made(tv.resnet34(num_classes=1), 8)
    yield "one-output", single, {"net": single.state_dict()}, ["Black"], "sigmoid", "imagenet", 3, ""


def make(folder):
    images(folder / "images")
    lines = []
    for name, model, content, classes, activation, normalisation, channels, more in cases(folder / "images"):
        torch.save(content, folder / f"{name}.pth")
        rows = score(model, activation, normalisation, channels, folder / "images")
        np.savez(folder / f"{name}.npz", names=list(rows), scores=np.stack(list(rows.values())))
        within, options = (more, "") if more.startswith("#") else ("", more)
        if classes:
            options += " --classes " + ",".join(classes)
        lines.append(f"{name}\t{name}.pth{within}\t{options.strip()}\n")
    (folder / "cases.tsv").write_text("".join(lines))


def verify(folder):
    print(f"torch {torch.__version__}, torchvision {torchvision.__version__}, MONAI {monai.__version__}, "
          f"Pillow {PIL.__version__}")
    worst = 0
    for line in (folder / "cases.tsv").read_text().splitlines():
        name = line.split("\t")[0]
        truth = np.load(folder / f"{name}.npz")
        with open(folder / f"{name}.csv") as file:
            found = {row[0]: np.array(row[1:], dtype=float) for row in list(csv.reader(file))[1:]}
        assert list(found) == list(truth["names"]), name
        away = {"as-is": 0.0, "any-size": 0.0}
        for image, scores in zip(truth["names"], truth["scores"]):
            part = image.split("/")[0]
            away[part] = max(away[part], float(np.abs(found[image] - scores).max()))
        spread = float(truth["scores"].max(0).max() - truth["scores"].min(0).min())
        print(f"{name:<16} {truth['scores'].shape[1]} scores of 12 images, from {truth['scores'].min():.3f} to "
              f"{truth['scores'].max():.3f}: farthest away {away['as-is']:.1e} (same pixels), "
              f"{away['any-size']:.1e} (whole path)")
        worst = max(worst, *away.values())
        assert spread > 0.05, name
    print(f"farthest of all {worst:.1e}; the bound is 1e-4")
    sys.exit(0 if worst < 1e-4 else 1)


{"make": make, "verify": verify}[sys.argv[1]](pathlib.Path(sys.argv[2]))
