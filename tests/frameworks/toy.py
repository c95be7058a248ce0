"""What the toy decoders are taught: a disc whose place, size and colour are the four numbers of a latent.

Latents are of N(MEAN, diag(STD²)), not of N(0, I): a decoder from elsewhere has units of its own.
"""

import csv

import numpy as np

MEAN, STD = np.array([3.0, 0.0, -2.0, 10.0]), np.array([2.0, 0.5, 1.0, 4.0])
SIDE = 32
COLOURS = {"red": (0.9, 0.2, 0.2), "yellow": (0.95, 0.8, 0.2), "синий": (0.2, 0.4, 0.95)}


def latents(count, seed=0):
    return (MEAN + STD * np.random.default_rng(seed).standard_normal((count, 4))).astype("float32")


def images(z):
    """[N, 32, 32, 3] in 0..1, channels last."""
    x, y, size, hue = np.tanh((z - MEAN) / STD / 1.5).T[:, :, None, None]
    at = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    distance = np.hypot(at[None, None, :] - 0.6 * x, at[None, :, None] - 0.6 * y)
    inside = 1 / (1 + np.exp((distance - 0.35 - 0.2 * size) * 14))
    paints = np.array(list(COLOURS.values()))[None, :, :]
    near = np.exp(-4 * (hue[:, :, 0] - np.linspace(-0.7, 0.7, 3)) ** 2)
    colour = ((near / near.sum(1, keepdims=True))[:, None, :] @ paints)[:, 0]
    ground = np.array([0.08, 0.09, 0.14])
    return (inside[..., None] * (colour[:, None, None, :] - ground) + ground).astype("float32")


def save(z, shown):
    """The files that go with a decoder, and the pictures that the framework itself makes of the first eight latents."""
    np.save("latents.npy", z)
    np.savez("reference.npz", z=z[:8], images=np.asarray(shown, "float32"))
    hue = np.tanh((z[:, 3] - MEAN[3]) / STD[3] / 1.5)
    names = np.array(list(COLOURS))[np.digitize(hue, [-0.35, 0.35])]
    with open("labels.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["colour", "size"])
        rows.writerows(zip(names, (z[:, 2] - MEAN[2]).round(3), strict=True))
