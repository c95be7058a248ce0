"""A zoo of toy decoders: each is exported as FOLDER/NAME.onnx, with latents NAME.npy, and NAME.npz: what its framework draws.

Weights are random: the pictures are noise, and what is compared is numbers. Used by each framework's own zoo.py.
"""

import sys
from pathlib import Path

import numpy as np

FOLDER = Path(sys.argv[1])


SHOWN = 8


def codes(*shape):
    return np.random.default_rng(3).standard_normal((40, *shape)).astype("float32")


def keep(name, z, pictures, to01):
    """pictures: of the first SHOWN, as the framework gives them, channels last; to01 maps their range to what is meant."""
    shown = np.clip(to01(np.asarray(pictures, "float64")), 0, 1).astype("float32")
    np.savez_compressed(FOLDER / f"{name}.npz", z=z[:SHOWN], images=shown)
    np.save(FOLDER / f"{name}.npy", z)
    print(name)


def unit(x):
    return x


def tanh(x):
    return (x + 1) / 2


def byte(x):
    return x / 255


def logits(x):
    return 1 / (1 + np.exp(-x))


def run_all(zoo):
    for name in sys.argv[2:] or zoo:
        zoo[name](name)
