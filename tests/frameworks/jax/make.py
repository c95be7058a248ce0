"""Teaches the toy decoder for some seconds and leaves what a researcher has: a checkpoint, latents and labels."""

import sys
from pathlib import Path

import jax.numpy as jnp
import optax
import orbax.checkpoint as ocp
from decoder import Decoder
from flax import nnx

sys.path.insert(0, sys.argv[1])
import toy

decoder = Decoder(nnx.Rngs(0))
adam = nnx.Optimizer(decoder, optax.adam(2e-3), wrt=nnx.Param)


@nnx.jit
def step(decoder, adam, z, target):
    loss = lambda decoder: jnp.square(decoder(z) - target).mean()
    adam.update(decoder, nnx.grad(loss)(decoder))


decoder.train()
for seed in range(150):
    z = toy.latents(64, seed=seed + 1)
    step(decoder, adam, z, toy.images(z))

with ocp.StandardCheckpointer() as checkpointer:
    checkpointer.save(Path("checkpoint").absolute(), nnx.state(decoder))
decoder.eval()
z = toy.latents(400)
toy.save(z, decoder(z[:8]))
