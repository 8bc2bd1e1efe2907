"""Makes the small files in subtext-learn/src/test/resources/weights. Usage: make_fixtures.py FOLDER

Made with torch 2.15.0 and safetensors 0.8.0. The values are asserted in PythonCheckpointTest and SafetensorsTest.
"""
import collections
import fractions
import sys

import torch
from safetensors.torch import save_file

folder = sys.argv[1]

state = collections.OrderedDict(
    transposed=torch.arange(6, dtype=torch.float32).reshape(2, 3).t(),  # 3×2: 0 3, 1 4, 2 5
    tail=torch.arange(10, dtype=torch.float64)[7:],
    half=torch.tensor([1.5, -0.25, 6.103515625e-05, 5.960464477539063e-08], dtype=torch.float16),
    brain=torch.tensor([1.5, -3.0], dtype=torch.bfloat16),
    counter=torch.tensor(12345678901, dtype=torch.int64),
    small=torch.tensor([-1, 2], dtype=torch.int8),
    unsigned=torch.tensor([200], dtype=torch.uint8),
    flag=torch.tensor([True, False]),
    parameter=torch.nn.Parameter(torch.tensor([0.5])),
    empty=torch.zeros(0, 3),
)
torch.save(state, f"{folder}/state.pt")
torch.save({"epoch": 3, "state_dict": {"module." + k: v for k, v in state.items()}}, f"{folder}/wrapped.pth")
torch.save(torch.nn.BatchNorm2d(2).state_dict(), f"{folder}/module.pt")  # carries module versions as attributes
torch.save({"weight": torch.zeros(1), "extra": fractions.Fraction(1, 2)}, f"{folder}/foreign.pt")
torch.save(state, f"{folder}/legacy.pt", _use_new_zipfile_serialization=False)
save_file({k: v.detach().contiguous() for k, v in state.items()}, f"{folder}/state.safetensors", {"made": "by hand"})
