"""A DCGAN generator: [N, d, 1, 1] -> [N, 3, 32, 32] in -1..1."""

from torch import nn


class Decoder(nn.Sequential):
    def __init__(self, latent=4, width=32):
        super().__init__(
            *grow(latent, 4 * width, stride=1, padding=0),
            *grow(4 * width, 2 * width),
            *grow(2 * width, width),
            nn.ConvTranspose2d(width, 3, 4, stride=2, padding=1),
            nn.Tanh(),
        )


def grow(inputs, outputs, stride=2, padding=1):
    return (
        nn.ConvTranspose2d(inputs, outputs, 4, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    )
