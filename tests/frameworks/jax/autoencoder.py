"""Teaches an autoencoder of discs for some seconds: python autoencoder.py FOLDER-OF-TOY; leaves its ONNX files, pictures that it
was not taught with, and how far what comes back of each is from it. The encoder takes pixels in -1..1, channels last."""

import sys

import jax.numpy as jnp
import numpy as np
import optax
from decoder import Decoder
from flax import nnx
from jax2onnx import to_onnx

sys.path.insert(0, sys.argv[1])
import toy


class Encoder(nnx.Module):
    def __init__(self, rngs):
        sizes = [(3, 16), (16, 32), (32, 64)]
        self.shrink = nnx.List(nnx.Conv(a, b, (4, 4), strides=(2, 2), rngs=rngs) for a, b in sizes)
        self.dense = nnx.Linear(4 * 4 * 64, 4, rngs=rngs)

    def __call__(self, x):
        for layer in self.shrink:
            x = nnx.relu(layer(x))
        return self.dense(x.reshape(-1, 4 * 4 * 64))


class Autoencoder(nnx.Module):
    def __init__(self, rngs):
        self.encoder, self.decoder = Encoder(rngs), Decoder(rngs)

    def __call__(self, images):
        return self.decoder(self.encoder(2 * images - 1))


model = Autoencoder(nnx.Rngs(0))
adam = nnx.Optimizer(model, optax.adam(2e-3), wrt=nnx.Param)


@nnx.jit
def step(model, adam, images):
    loss = lambda model: jnp.square(model(images) - images).mean()
    adam.update(model, nnx.grad(loss)(model))


model.train()
for seed in range(120):
    step(model, adam, toy.images(toy.latents(64, seed=seed + 1)))
model.eval()  # BatchNorm as it is in use, not in training
pictures = (toy.images(toy.latents(400)) * 255).round().astype("uint8")
images = pictures.astype("float32") / 255
np.savez("pictures.npz", pictures=pictures, errors=np.square(model(images) - images).mean((1, 2, 3)))
to_onnx(model.encoder, inputs=[("batch", 32, 32, 3)], return_mode="file", output_path="encoder.onnx")
to_onnx(model.decoder, inputs=[("batch", 4)], return_mode="file", output_path="decoder.onnx")
