"""Maps of importance and attacked scores of captum and PyTorch, for AttributionsTest and AttacksTest.

Usage, from the repository's root, with torch, torchvision, captum and numpy:
    python3 validation/interior/reference.py \
        > subtext-learn/src/test/resources/org/subtext/learn/interior/reference.json

Networks hold the reproducible fill of TorchvisionParityTest (every value depends on the entry's name, its flat index and its
shape), images are 0.5 + 0.5 sin(0.01 i); everything is computed in float64. captum has no Grad-CAM of token sequences and no
clamped attack on pixels before a scaling: those are written out below.
"""
import json
import math

import captum
import numpy as np
import torch
import torchvision
from captum.attr import IntegratedGradients, LayerAttribution, LayerGradCam

CLASSES, BATCH = 5, 2
MEAN = torch.tensor([0.485, 0.456, 0.406], dtype=torch.float64).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225], dtype=torch.float64).view(1, 3, 1, 1)
TARGETS = torch.tensor([1, 3])


def fill(net):
    for name, tensor in net.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        count = tensor.numel()
        s = np.sin(0.37 * np.arange(count) + sum(name.encode()) % 1000)
        if name.endswith("running_var"):
            s = 1 + 0.1 * np.abs(s)
        elif name.endswith("running_mean"):
            s = 0.05 * s
        elif tensor.dim() <= 1:
            s = 1 + 0.1 * s if name.endswith("weight") else 0.1 * s
        else:
            s = s * math.sqrt(2 / (count / tensor.shape[0]))
        tensor.copy_(torch.from_numpy(s.astype("<f4").astype(float)).reshape(tensor.shape))
    return net.double().eval()


def images(side):
    values = (0.5 + 0.5 * np.sin(0.01 * np.arange(BATCH * 3 * side * side))).astype("<f4").astype(float)
    return torch.from_numpy(values).reshape(BATCH, 3, side, side)


def scaled(x):
    return (x - MEAN) / DEVIATION


def sampled(maps, every):
    """Sum of each map and every n-th value of it."""
    flat = maps.detach().reshape(BATCH, -1)
    return {"sums": flat.sum(1).tolist(), "every": every, "values": flat[:, ::every].tolist()}


def residual():
    net, x = fill(torchvision.models.resnet18(weights=None, num_classes=CLASSES)), images(64)

    def log_probability(z):
        return torch.log_softmax(net(z), 1)

    z, black = scaled(x), scaled(torch.zeros_like(x))
    found = {"logProbabilities": log_probability(z).tolist(),
             "blackLogProbabilities": log_probability(black).tolist()}
    signed = IntegratedGradients(log_probability).attribute(
        z, black, target=TARGETS, n_steps=32, method="riemann_middle")
    found["integratedGradients"] = sampled(signed.sum(1).abs(), 61)
    found["signedSums"] = signed.sum((1, 2, 3)).tolist()
    cam = LayerGradCam(net, net.layer4).attribute(z, TARGETS, relu_attributions=True)
    found["gradCam"] = sampled(LayerAttribution.interpolate(cam, (64, 64), "bilinear"), 61)

    def direction(at, through):
        leaf = at.clone().requires_grad_(True)
        loss = -log_probability(through(leaf)).gather(1, TARGETS[:, None]).sum()
        return torch.autograd.grad(loss, leaf)[0].sign()

    def probabilities(z):
        return torch.softmax(net(z), 1).tolist()

    epsilon = 4 / 255
    found["fgsm"] = probabilities(scaled((x + epsilon * direction(x, scaled)).clamp(0, 1)))
    moved = x.clone()
    for _ in range(5):
        moved = moved + 2.5 * epsilon / 5 * direction(moved, scaled)
        moved = torch.maximum(torch.minimum(moved, x + epsilon), x - epsilon).clamp(0, 1)
    found["pgd"] = probabilities(scaled(moved))
    misread = log_probability(z).argmax(1) != TARGETS
    found["misread"] = misread.tolist()
    study = (z + 0.1 * direction(z, lambda same: same)).clamp(0, 1)
    found["studyFgsm"] = probabilities(torch.where(misread[:, None, None, None], z, study))
    found["studyClampOnly"] = probabilities(z.clamp(0, 1))
    return found


def transformer():
    """Grad-CAM on the tokens that enter the last encoder layer, without the class token, as a grid of patches."""
    net = fill(torchvision.models.vit_b_16(weights=None, num_classes=CLASSES, image_size=64))
    kept = []
    layer = net.encoder.layers.encoder_layer_10
    layer.register_forward_hook(lambda module, given, out: kept.append(out.detach().requires_grad_(True)) or kept[-1])
    logits = net(scaled(images(64)))
    gradient = torch.autograd.grad(logits.gather(1, TARGETS[:, None]).sum(), kept[0])[0]
    tokens, weights = kept[0].detach()[:, 1:], gradient[:, 1:].mean(1, keepdim=True)
    cam = torch.relu((tokens * weights).sum(2)).reshape(BATCH, 1, 4, 4)
    return {"gradCam": sampled(torch.nn.functional.interpolate(cam, (64, 64), mode="bilinear"), 61)}


torch.manual_seed(0)
json.dump({"madeWith": f"torch {torch.__version__}, torchvision {torchvision.__version__}, captum {captum.__version__}",
           "targets": TARGETS.tolist(), "resnet18": residual(), "vit_b_16": transformer()}, __import__("sys").stdout, indent=1)
