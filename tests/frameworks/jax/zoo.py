"""Exports JAX's part of the zoo: python zoo.py FOLDER [NAME…]."""

import sys
from pathlib import Path

import equinox as eqx
import jax
import jax.numpy as jnp
from decoder import Decoder
from flax import nnx
from jax2onnx import to_onnx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from zoo import FOLDER, SHOWN, codes, keep, run_all, tanh, unit


class Mlp(eqx.Module):
    """One latent -> one picture, [28, 28, 1]: batches by vmap, as Equinox has it."""

    hidden: eqx.nn.Linear
    last: eqx.nn.Linear

    def __init__(self, key):
        first, second = jax.random.split(key)
        self.hidden = eqx.nn.Linear(8, 256, key=first)
        self.last = eqx.nn.Linear(256, 28 * 28, key=second)

    def __call__(self, z):
        return jax.nn.sigmoid(6 * self.last(jax.nn.gelu(self.hidden(z)))).reshape(28, 28, 1)


def flax():
    decoder = Decoder(nnx.Rngs(0), latent=16)
    decoder.eval()
    return decoder


def wide(decoder):
    return lambda z: jnp.tanh(16 * (decoder(z) - 0.5))


def exported(make, latent, to01):
    def export(name):
        decoder, z = make(), codes(latent)
        to_onnx(decoder, inputs=[("batch", latent)], return_mode="file", output_path=str(FOLDER / f"{name}.onnx"))
        keep(name, z, decoder(z[:SHOWN]), to01)

    return export


run_all(
    {
        "jax-flax-32": exported(flax, 16, unit),
        "jax-flax-tanh": exported(lambda: wide(flax()), 16, tanh),
        "jax-equinox-28": exported(lambda: jax.vmap(Mlp(jax.random.key(0))), 8, unit),
    }
)
