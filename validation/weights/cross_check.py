"""Weights between torchvision and Subtext, both ways, for all nine architectures.

cross_check.py make FOLDER     writes random torchvision networks, images and logits
cross_check.py verify FOLDER   loads what Subtext exported (strict) and compares logits
See cross_check.sh, which runs the Java half between the two.
"""
import sys

import numpy as np
import torch
import torchvision
from safetensors.torch import load_file, save_file

ARCHITECTURES = ["resnet18", "resnet34", "resnet50", "densenet121", "efficientnet_b0", "efficientnet_b2",
                 "mobilenet_v3_small", "convnext_tiny", "vit_b_16"]
SIZE, BATCH, CLASSES = 64, 2, 4


def network(name):
    sized = {"image_size": SIZE} if name.startswith("vit") else {}
    return getattr(torchvision.models, name)(weights=None, num_classes=CLASSES, **sized).eval()


def floats(tensor, path):
    tensor.detach().numpy().astype("<f4").tofile(path)


def make(folder):
    torch.manual_seed(7)
    images = torch.randn(BATCH, 3, SIZE, SIZE)
    floats(images, f"{folder}/images.f32")
    for name in ARCHITECTURES:
        net = network(name)
        for key, value in net.state_dict().items():
            if key.endswith("running_mean"):
                value.normal_(0, 0.1)
            elif key.endswith("running_var"):
                value.uniform_(0.5, 1.5)
            elif key.endswith("num_batches_tracked"):
                value.fill_(17)
            elif "head" in key or "layer_scale" in key:  # zero, or nearly so, before training
                value.normal_(0, 0.5)
        torch.save(net.state_dict(), f"{folder}/{name}.pth")
        save_file(net.state_dict(), f"{folder}/{name}.safetensors")
        with torch.no_grad():
            floats(net(images), f"{folder}/{name}.logits.f32")


def verify(folder):
    print(f"torch {torch.__version__}, torchvision {torchvision.__version__}")
    print(open(f"{folder}/java.txt").read(), end="")
    images = torch.from_numpy(np.fromfile(f"{folder}/images.f32", "<f4").reshape(BATCH, 3, SIZE, SIZE))
    worst = 0.0
    for name in ARCHITECTURES:
        net = network(name)
        net.load_state_dict(load_file(f"{folder}/{name}.exported.safetensors"), strict=True)
        truth = torch.from_numpy(np.fromfile(f"{folder}/{name}.logits.f32", "<f4").reshape(BATCH, CLASSES))
        with torch.no_grad():
            off = ((net(images) - truth).abs().max() / truth.abs().max()).item()
        worst = max(worst, off)
        print(f"torchvision from Subtext's export  {name:<20} load_state_dict(strict=True) ok, deviation {off:.1e}")
    assert worst < 1e-5, worst


{"make": make, "verify": verify}[sys.argv[1]](sys.argv[2])
