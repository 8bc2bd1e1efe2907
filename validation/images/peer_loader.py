"""Writes 48 grey images of 1024 x 1024 as PNG and JPEG and measures torchvision's loader on them.

Usage: python3 peer_loader.py FOLDER png|jpg
The same pictures, transforms, batch size and workers as the product's peer figures: PIL decode, antialiased resize to
320, three channels, normalised tensor, DataLoader of batch 32 with two workers; best of three passes over 384 images.
"""
import os
import sys
import time

import numpy as np
import torch
from PIL import Image
from torchvision import transforms

FOLDER, EXTENSION = sys.argv[1:3]
TRANSFORM = transforms.Compose([
    transforms.Resize((320, 320), antialias=True), transforms.Grayscale(3), transforms.ToTensor(),
    transforms.Normalize([.485, .456, .406], [.229, .224, .225])])


class Images(torch.utils.data.Dataset):
    def __len__(self):
        return 384

    def __getitem__(self, i):
        return TRANSFORM(Image.open(f"{FOLDER}/{i % 48}.{EXTENSION}"))


def write():
    rng = np.random.default_rng(0)
    base = np.cumsum(rng.normal(size=(1024, 1024)), 1)
    base = (base - base.min()) / (base.max() - base.min())
    for i in range(48):
        image = Image.fromarray((np.roll(base, i * 17, 0) * 255).astype(np.uint8))
        image.save(f"{FOLDER}/{i}.jpg", quality=90)
        image.save(f"{FOLDER}/{i}.png")


if not os.path.exists(f"{FOLDER}/47.png"):
    os.makedirs(FOLDER, exist_ok=True)
    write()
loader = torch.utils.data.DataLoader(Images(), batch_size=32, num_workers=2)
best = 0
for _ in range(3):
    start = time.perf_counter()
    best = max(best, sum(len(batch) for batch in loader) / (time.perf_counter() - start))
print(f"{EXTENSION}: {best:.1f} images/s")
