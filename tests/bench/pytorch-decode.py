"""Images a second of a TF.js decoder artefact in PyTorch on two threads: folder, latentDim, batches, seconds."""
import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

folder, latent_dim, batches, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(","), float(sys.argv[4])
torch.set_num_threads(2)

model = json.load(open(f"{folder}/decoder/model.json"))
raw = np.fromfile(f"{folder}/decoder/weights.bin", dtype="<f4")
weights, at = {}, 0
for spec in model["weightsManifest"][0]["weights"]:
    size = int(np.prod(spec["shape"]))
    weights[spec["name"]] = torch.from_numpy(raw[at : at + size].reshape(spec["shape"]).copy())
    at += size

activations = {"relu": F.relu, "sigmoid": torch.sigmoid, "linear": lambda x: x}
steps = []
for layer in model["modelTopology"]["config"]["layers"]:
    kind, config, name = layer["class_name"], layer["config"], layer["config"]["name"]
    kernel, bias = weights.get(f"{name}/kernel"), weights.get(f"{name}/bias")
    act = activations[config.get("activation", "linear")]
    if kind == "InputLayer":
        continue
    if kind == "Dense":
        steps.append(lambda x, k=kernel.t().contiguous(), b=bias, a=act: a(F.linear(x, k, b)))
    elif kind == "Reshape":
        # NHWC on disk, NCHW in PyTorch.
        steps.append(lambda x, s=config["target_shape"]: x.reshape(-1, *s).permute(0, 3, 1, 2).contiguous())
    elif kind == "Conv2DTranspose":
        # TensorFlow's kernel is [h, w, out, in]; "same" with stride 2 and a 3×3 kernel cuts the last row and column.
        k = kernel.permute(3, 2, 0, 1).contiguous()
        steps.append(lambda x, k=k, b=bias, a=act: a(F.conv_transpose2d(x, k, b, stride=2)[:, :, :-1, :-1]))
    elif kind == "Conv2D":
        k = kernel.permute(3, 2, 0, 1).contiguous()
        steps.append(lambda x, k=k, b=bias, a=act: a(F.conv2d(x, k, b, padding=1)))
    elif kind == "Activation":
        steps.append(lambda x, a=act: a(x))
    else:
        sys.exit(f"unknown layer {kind}")


def decode(z):
    with torch.inference_mode():
        x = z
        for step in steps:
            x = step(x)
        return (x.permute(0, 2, 3, 1) * 255).round().to(torch.uint8)


rates = {}
for batch in batches:
    z = torch.randn(int(batch), latent_dim)
    decode(z)
    start, images = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        decode(z)
        images += int(batch)
    rates[batch] = round(images / (time.perf_counter() - start), 1)
print(json.dumps(rates))
