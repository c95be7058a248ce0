"""[N, 4] -> [N, 32, 32, 3] in 0..1, channels last, as JAX has it."""

from flax import nnx


class Decoder(nnx.Module):
    def __init__(self, rngs, latent=4, width=32):
        self.dense = nnx.Linear(latent, 4 * 4 * 2 * width, rngs=rngs)
        self.norm = nnx.BatchNorm(2 * width, momentum=0.9, rngs=rngs)
        sizes = [(2 * width, 2 * width), (2 * width, width), (width, 3)]
        self.grow = nnx.List(
            nnx.ConvTranspose(inputs, outputs, (4, 4), strides=(2, 2), rngs=rngs)
            for inputs, outputs in sizes
        )

    def __call__(self, z):
        x = self.dense(z).reshape(-1, 4, 4, self.norm.num_features)
        x = nnx.relu(self.norm(x))
        x = nnx.relu(self.grow[0](x))
        x = nnx.relu(self.grow[1](x))
        return nnx.sigmoid(self.grow[2](x))
