"""Reference values for ShardTest: three steps of torch.optim on four weights, PyTorch (CPU).

Run: python3 validation/optimiser_reference.py
"""
import torch

W = [1.0, -2.0, 0.5, 3.0]
G = [[0.1, -0.2, 0.3, -0.4], [0.05, 0.1, -0.15, 0.2], [-0.3, 0.2, 0.1, 0.0]]

print("torch", torch.__version__)
for name, make in (
    ("ADAMW", lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.05)),
    ("ADAM", lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.05)),
    ("SGD", lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05)),
):
    w = torch.tensor(W, requires_grad=True)
    optimiser = make([w])
    for g in G:
        w.grad = torch.tensor(g)
        optimiser.step()
    print(name, [f"{v:.7f}" for v in w.tolist()])

w = torch.tensor([[2.0, -1.0, 0.5], [0.0, 1.0, -0.5]])
y = torch.tensor([0, 2])
print("smoothed, weighted loss", torch.nn.functional.cross_entropy(w, y, weight=torch.tensor([0.5, 1.0, 1.5]), label_smoothing=0.1).item())
