"""
Trains the net of digits-3d on random images for bench train: the argument is the mode; one JSON request a line in, one
answer a line out.
  {"op": "prepare", "batch"}   → {"parameters"}: net and batch made, three steps done
  {"op": "run", "seconds"}     → {"images", "seconds"}
"""
import json
import os
import sys
import time

os.environ["CUDA_VISIBLE_DEVICES"] = ""

import torch
import torch.nn.functional as F
from torch import nn

mode = sys.argv[1]
LATENT = 3


class Vae(nn.Module):
    """Layer by layer server/model/nets; padding differs by where the odd row goes, which costs nothing."""

    def __init__(self):
        super().__init__()
        down = lambda a, b: nn.Conv2d(a, b, 3, stride=2, padding=1)
        up = lambda a, b: nn.ConvTranspose2d(a, b, 3, stride=2, padding=1, output_padding=1)
        self.down = nn.ModuleList([down(1, 32), down(32, 64), down(64, 64)])
        self.hidden = nn.Linear(4 * 4 * 64, 128)
        self.mean, self.log_var = nn.Linear(128, LATENT), nn.Linear(128, LATENT)
        self.widen, self.grid = nn.Linear(LATENT, 128), nn.Linear(128, 7 * 7 * 32)
        self.up = nn.ModuleList([up(32, 64), up(64, 32)])
        self.logits = nn.Conv2d(32, 1, 3, padding=1)

    def forward(self, image, epsilon):
        x = image
        for layer in self.down:
            x = F.relu(layer(x))
        x = F.relu(self.hidden(x.flatten(1)))
        mean, log_var = self.mean(x), self.log_var(x)
        x = F.relu(self.grid(F.relu(self.widen(mean + (log_var / 2).exp() * epsilon))))
        x = x.view(-1, 32, 7, 7)
        for layer in self.up:
            x = F.relu(layer(x))
        kl = -0.5 * (1 + log_var - mean**2 - log_var.exp()).sum(1).mean()
        bce = F.binary_cross_entropy_with_logits(self.logits(x), image, reduction="sum")
        return bce / len(image) + kl


step = None


def prepare(request):
    global step
    batch = request["batch"]
    torch.manual_seed(1)
    net = Vae()
    image, epsilon = torch.rand(batch, 1, 28, 28), torch.randn(batch, LATENT)
    if mode != "eager NCHW":
        net, image = net.to(memory_format=torch.channels_last), image.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    loss_of = torch.compile(net, dynamic=False) if mode == "torch.compile" else net

    def once():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(image, epsilon)
        loss.backward()
        optimizer.step()
        # As ours, which tells the loss of each step.
        return loss.item()

    step = (once, batch)
    for _ in range(3):
        once()
    return {"parameters": sum(p.numel() for p in net.parameters())}


def run(request):
    once, batch = step
    start, count = time.perf_counter(), 0
    while True:
        once()
        count += 1
        elapsed = time.perf_counter() - start
        if elapsed >= request["seconds"]:
            return {"images": count * batch, "seconds": elapsed, "version": torch.__version__}


OPS = {"prepare": prepare, "run": run}
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = OPS[request["op"]](request)
    except Exception as cause:
        answer = {"error": f"{type(cause).__name__}: {str(cause).strip()}"[:300]}
    print(json.dumps(answer), flush=True)
