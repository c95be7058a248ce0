"""Teaches the toy decoder for some seconds and leaves what a researcher has: decoder.pt, latents and labels."""

import sys

import torch
from decoder import Decoder

sys.path.insert(0, sys.argv[1])
import toy

torch.manual_seed(0)
torch.set_num_threads(1)
decoder = Decoder()
adam = torch.optim.Adam(decoder.parameters(), 2e-3)


def latent(z):
    return torch.from_numpy(z)[:, :, None, None]


for step in range(150):
    z = toy.latents(64, seed=step + 1)
    target = torch.from_numpy(toy.images(z)).permute(0, 3, 1, 2) * 2 - 1
    loss = (decoder(latent(z)) - target).square().mean()
    adam.zero_grad()
    loss.backward()
    adam.step()

torch.save(decoder.state_dict(), "decoder.pt")
z = toy.latents(400)
with torch.no_grad():
    shown = (decoder.eval()(latent(z[:8])) + 1) / 2
toy.save(z, shown.permute(0, 2, 3, 1))
