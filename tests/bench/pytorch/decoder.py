"""A TF.js decoder artefact as a PyTorch module."""
import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

ACTIVATIONS = {"relu": F.relu, "sigmoid": torch.sigmoid, "linear": lambda x: x}


class Step(nn.Module):
    """One layer: its weights, and the function of them and of what comes in."""

    def __init__(self, apply, kernel=None, bias=None):
        super().__init__()
        self.apply_to = apply
        self.kernel = None if kernel is None else nn.Parameter(kernel.contiguous(), requires_grad=False)
        self.bias = None if bias is None else nn.Parameter(bias, requires_grad=False)

    def forward(self, x):
        return self.apply_to(x, self.kernel, self.bias)


class Decoder(nn.Module):
    """float z[n, latentDim] to uint8 images[n, height, width, channels]."""

    def __init__(self, steps):
        super().__init__()
        self.steps = nn.Sequential(*steps)

    def forward(self, z):
        return (self.steps(z).permute(0, 2, 3, 1) * 255).round().to(torch.uint8)


def load_decoder(folder, layout):
    """layout: torch.contiguous_format (NCHW) or torch.channels_last, for pictures and kernels alike."""
    with open(f"{folder}/decoder/model.json") as file:
        model = json.load(file)
    raw = np.fromfile(f"{folder}/decoder/weights.bin", dtype="<f4")
    weights, at = {}, 0
    for spec in model["weightsManifest"][0]["weights"]:
        size = int(np.prod(spec["shape"]))
        weights[spec["name"]] = torch.from_numpy(raw[at : at + size].reshape(spec["shape"]).copy())
        at += size
    layers = model["modelTopology"]["config"]["layers"]
    steps = [step for layer in layers for step in to_steps(layer, weights, layout)]
    return Decoder(steps).eval().to(memory_format=layout)


def to_steps(layer, weights, layout):
    kind, config = layer["class_name"], layer["config"]
    kernel, bias = (weights.get(f"{config['name']}/{part}") for part in ("kernel", "bias"))
    act = ACTIVATIONS[config.get("activation", "linear")]
    if kind == "InputLayer":
        return []
    if kind == "Dense":
        return [Step(lambda x, k, b: act(F.linear(x, k, b)), kernel.t(), bias)]
    if kind == "Reshape":
        # NHWC on disk: for a channels-last module the permuted view is laid out as it should be, and nothing is copied.
        shape = config["target_shape"]
        return [Step(lambda x, k, b: x.reshape(-1, *shape).permute(0, 3, 1, 2).contiguous(memory_format=layout))]
    if kind == "Conv2DTranspose":
        # TensorFlow's kernel is [h, w, out, in]; "same" with stride 2 and a 3×3 kernel cuts the last row and column.
        kernel = kernel.permute(3, 2, 0, 1)
        return [Step(lambda x, k, b: act(F.conv_transpose2d(x, k, b, stride=2)[:, :, :-1, :-1]), kernel, bias)]
    if kind == "Conv2D":
        return [Step(lambda x, k, b: act(F.conv2d(x, k, b, padding=1)), kernel.permute(3, 2, 0, 1), bias)]
    if kind == "Activation":
        return [Step(lambda x, k, b: act(x))]
    raise ValueError(f"unknown layer {kind}")
