"""Architectures that people bring: only what they are made of, with random weights."""

import torch
from torch import nn
from torch.nn import functional as F


def dcgan(colours=3, width=32, latent=100):
    """Radford et al. 2015: [N, 100, 1, 1] -> [N, 3, 64, 64], tanh."""

    def grow(i, o, *how):
        return nn.ConvTranspose2d(i, o, 4, *how, bias=False), nn.BatchNorm2d(o), nn.ReLU()

    model = nn.Sequential(
        *grow(latent, width * 8, 1, 0),
        *grow(width * 8, width * 4, 2, 1),
        *grow(width * 4, width * 2, 2, 1),
        *grow(width * 2, width, 2, 1),
        nn.ConvTranspose2d(width, colours, 4, 2, 1, bias=False),
        nn.Tanh(),
    )
    with torch.no_grad():  # running statistics as if trained
        for _ in range(20):
            model(torch.randn(64, latent, 1, 1))
    return model


def mlp(*last, latent=20):
    """The VAE of Kingma and Welling: flat pictures of 28 × 28."""
    return nn.Sequential(nn.Linear(latent, 400), nn.ReLU(), nn.Linear(400, 784), *last)


class Bytes(nn.Module):
    def forward(self, x):
        return torch.sigmoid(x) * 255


def convolutional(last, latent=16, colours=3, grid=(4, 4), doublings=4, width=64):
    layers = [nn.Linear(latent, width * grid[0] * grid[1]), nn.Unflatten(1, (width, *grid))]
    for _ in range(doublings - 1):
        layers += [nn.ConvTranspose2d(width, width // 2, 4, 2, 1), nn.LeakyReLU(0.2)]
        width //= 2
    return nn.Sequential(*layers, nn.ConvTranspose2d(width, colours, 4, 2, 1), last)


class Residual(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.first = nn.Sequential(nn.GroupNorm(8, i), nn.SiLU(), nn.Conv2d(i, o, 3, 1, 1))
        self.second = nn.Sequential(nn.GroupNorm(8, o), nn.SiLU(), nn.Conv2d(o, o, 3, 1, 1))
        self.skip = nn.Conv2d(i, o, 1) if i != o else nn.Identity()

    def forward(self, x):
        return self.skip(x) + self.second(self.first(x))


class Attention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.norm = nn.GroupNorm(8, c)
        self.q, self.k, self.v, self.out = (nn.Conv2d(c, c, 1) for _ in range(4))

    def forward(self, x):
        n, c, h, w = x.shape
        y = self.norm(x)
        q, k, v = (m(y).reshape(n, 1, c, h * w).transpose(2, 3) for m in (self.q, self.k, self.v))
        y = F.scaled_dot_product_attention(q, k, v)
        return x + self.out(y.transpose(2, 3).reshape(n, c, h, w))


def latent_diffusion(width=32):
    """As the decoder of AutoencoderKL (Rombach et al. 2022): [N, 4, 8, 8] -> [N, 3, 64, 64], -1..1, not clipped."""
    wide = 4 * width
    layers = [nn.Conv2d(4, wide, 3, 1, 1), Residual(wide, wide), Attention(wide)]
    for o in (wide, 2 * width, width):
        layers += [Residual(wide, o), nn.Upsample(scale_factor=2), nn.Conv2d(o, o, 3, 1, 1)]
        wide = o
    return nn.Sequential(*layers, nn.GroupNorm(8, width), nn.SiLU(), nn.Conv2d(width, 3, 3, 1, 1))


class Modulated(nn.Module):
    """StyleGAN 2's convolution: modulated by the style, demodulated, with a noise that is a constant."""

    def __init__(self, i, o, side, style):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(o, i, 3, 3))
        self.style = nn.Linear(style, i)
        nn.init.ones_(self.style.bias)
        self.register_buffer("noise", 0.1 * torch.randn(1, 1, side, side))

    def forward(self, x, w):
        s = self.style(w)[:, :, None, None]
        squares = (self.weight[None] * s[:, None]).square().sum((2, 3, 4))
        y = F.conv2d(x * s, self.weight, padding=1) * torch.rsqrt(squares + 1e-8)[:, :, None, None]
        return F.leaky_relu(y + self.noise, 0.2)


class StyleGan(nn.Module):
    """Karras et al. 2020: mapping network, a learnt constant, skips to RGB: [N, 64] -> [N, 3, 64, 64], about -1..1."""

    def __init__(self, latent=64, channels=(64, 64, 64, 32, 16)):
        super().__init__()
        self.mapping = nn.ModuleList(nn.Linear(latent, latent) for _ in range(4))
        self.constant = nn.Parameter(torch.randn(1, channels[0], 4, 4))
        inputs = (channels[0], *channels)
        self.blocks = nn.ModuleList(
            Modulated(i, o, 4 << k, latent) for k, (i, o) in enumerate(zip(inputs, channels))
        )
        self.rgb = nn.ModuleList(nn.Conv2d(c, 3, 1) for c in channels)
        self.last = nn.Conv2d(3, 3, 1)

    def forward(self, z):
        w = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
        for layer in self.mapping:
            w = F.leaky_relu(layer(w), 0.2)
        x, image = self.constant.expand(z.shape[0], -1, -1, -1), None
        for block, rgb in zip(self.blocks, self.rgb):
            if image is not None:
                x, image = twice(x), twice(image)
            x = block(x, w)
            image = rgb(x) if image is None else image + rgb(x)
        return self.last(image)


def twice(x):
    return F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
