"""Makes the TorchScript archives in subtext-learn/src/test/resources/script. Usage: archives.py FOLDER

Made with torch 2.15.0. `good` and `traced` give for an image whose values are i / 768 (3 x 16 x 16, i counted through
it) the numbers that are printed, which ScriptModelsTest asserts; all others are to be refused.
"""
import sys
from typing import Dict, List, Tuple

import torch
from torch import Tensor, nn

folder = sys.argv[1]
torch.manual_seed(0)


class Small(nn.Module):
    def __init__(self, channels: int = 3):
        super().__init__()
        self.kernel = nn.Parameter(torch.randn(4, channels, 3, 3) / 5)
        self.head = nn.Parameter(torch.randn(2, 4))

    def forward(self, x):
        maps = torch.relu(torch.conv2d(x, self.kernel))
        return torch.dropout(maps.mean([2, 3]), 0.5, self.training) @ self.head.t()


class WithLinear(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(3, 2)

    def forward(self, x):
        return self.head(x.mean([2, 3]))


class TwoInputs(nn.Module):
    def forward(self, x, y):
        return x.mean([2, 3]) + y


class GivesTuple(nn.Module):
    def forward(self, x) -> Tuple[Tensor, Tensor]:
        return x.mean([2, 3]), x.mean([1, 2])


class GivesDict(nn.Module):
    def forward(self, x) -> Dict[str, Tensor]:
        return {"logits": x.mean([2, 3]), "features": x.mean([1, 2])}


class GivesMaps(nn.Module):
    def forward(self, x):
        return x


class Endless(nn.Module):
    def forward(self, x):
        while bool(x.sum() < 1e30):
            x = x * 1.0
        return x.mean([2, 3])


class Hungry(nn.Module):
    def forward(self, x):
        kept: List[Tensor] = []
        while len(kept) < 1_000_000_000:
            kept.append(torch.ones([1024, 1024, 16]) + x.sum())
        return torch.stack(kept).mean([1, 2])


class Writes(nn.Module):
    def forward(self, x):
        torch.save(x, "written-by-a-network.bin")
        return x.mean([2, 3])


class Reads(nn.Module):
    def forward(self, x):
        return x.mean([2, 3]) + torch.from_file("/etc/hostname", False, 4, dtype=torch.uint8).sum()


class NamesCuda(nn.Module):
    def forward(self, x):
        return x.to("cuda").mean([2, 3])


class Chance(nn.Module):
    def forward(self, x):
        return nn.functional.dropout(x.mean([2, 3]), 0.5, True)


class LooksAside(nn.Module):
    def forward(self, x):
        y = x.mean([2, 3])
        return y - y.mean(0, keepdim=True)


class Prints(nn.Module):
    def forward(self, x):
        print("whatever a network says is no answer", x.shape)
        return x.mean([2, 3])[:, :2]


class Raises(nn.Module):
    def forward(self, x):
        if x.shape[0] > 0:
            raise ValueError("no licence")
        return x.mean([2, 3])


class OneAtATime(nn.Module):
    def forward(self, x):
        return x.view(1, 768)[:, :2]


library = torch.library.Library("acme", "DEF")
library.define("secret(Tensor x) -> Tensor")


class OfOthers(nn.Module):
    def forward(self, x):
        return torch.ops.acme.secret(x).mean([2, 3])


def store(name, module, **more):
    torch.jit.save(torch.jit.script(module), f"{folder}/{name}.pt", **more)


net = Small().eval()
image = (torch.arange(768) / 768).reshape(1, 3, 16, 16)
with torch.inference_mode():
    print("torch", torch.__version__, "good, traced:", net(image).tolist())
store("good", net)
torch.jit.save(torch.jit.trace(net, image), f"{folder}/traced.pt")
torch.jit.save(torch.jit.freeze(torch.jit.script(net)), f"{folder}/frozen.pt")
store("grey", Small(1).eval())
store("extra", net, _extra_files={"labels.txt": "A,B"})
store("training", Small())
for name, module in {"two-inputs": TwoInputs(), "tuple": GivesTuple(), "dict": GivesDict(), "maps": GivesMaps(),
                     "endless": Endless(), "hungry": Hungry(), "writes": Writes(), "reads": Reads(),
                     "cuda": NamesCuda(), "chance": Chance(), "aside": LooksAside(), "prints": Prints(),
                     "raises": Raises(), "of-others": OfOthers(), "one": OneAtATime()}.items():
    store(name, module.eval())
quantised = torch.ao.quantization.quantize_dynamic(WithLinear().eval(), {nn.Linear}, dtype=torch.qint8)
store("quantised", quantised)
torch.save(net, f"{folder}/whole-pickle.pt")
