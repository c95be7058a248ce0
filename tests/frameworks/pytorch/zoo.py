"""Exports PyTorch's part of the zoo: python zoo.py FOLDER [NAME…]."""

import sys
import warnings
from pathlib import Path

import torch
from generators import Bytes, StyleGan, convolutional, dcgan, latent_diffusion, mlp
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from zoo import FOLDER, SHOWN, byte, codes, keep, logits, run_all, tanh, unit

warnings.filterwarnings("ignore")
torch.set_num_threads(1)
TORCHSCRIPT = {
    "dynamo": False,
    "input_names": ["z"],
    "output_names": ["image"],
    "dynamic_axes": {"z": {0: "batch"}, "image": {0: "batch"}},
}
DYNAMO = {"dynamic_shapes": ({0: "batch"},), "verbose": False}
FIXED = {"dynamo": False}


def exported(make, z, to01, how, spread, half=False, flat=None):
    def export(name):
        torch.manual_seed(1)
        model = make().eval()
        code = torch.from_numpy(z)
        widen(model, code, spread)
        if half:
            model, code = model.half(), code.half()
        with torch.no_grad():
            images = torch.cat([model(one[None]) for one in code[:SHOWN]]).float()
        example = code[:1] if how is FIXED else code[:2]
        torch.onnx.export(model, (example,), str(FOLDER / f"{name}.onnx"), **how)
        shown = images.reshape(-1, 28, 28, 1) if flat else images.permute(0, 2, 3, 1)
        keep(name, code.float().numpy(), shown, to01)

    return export


@torch.no_grad()
def widen(model, z, spread):
    """Random weights give pale pictures: the last layer is scaled until its outputs have this standard deviation."""
    last = [m for m in model.modules() if isinstance(m, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear))][-1]
    if last.bias is not None:
        last.bias.zero_()
    seen = []
    hook = last.register_forward_hook(lambda _module, _input, output: seen.append(output))
    model(z)
    hook.remove()
    last.weight *= spread / seen[0].std()


def conv(last, **shape):
    return lambda: convolutional(last, **shape)


flat, vector, column = codes(20), codes(16), codes(100, 1, 1)
run_all(
    {
        "dcgan-64": exported(dcgan, column, tanh, TORCHSCRIPT, 1.2),
        "dcgan-64-dynamo": exported(dcgan, column, tanh, DYNAMO, 1.2),
        "vae-mlp-sigmoid": exported(lambda: mlp(nn.Sigmoid()), flat, unit, TORCHSCRIPT, 2, flat=True),
        "vae-mlp-logits": exported(mlp, flat, logits, TORCHSCRIPT, 3, flat=True),
        "conv-vae-batch1": exported(conv(nn.Sigmoid(), colours=1, doublings=3), vector, unit, FIXED, 2),
        "conv-vae-f16": exported(conv(nn.Sigmoid()), vector, unit, TORCHSCRIPT, 2, half=True),
        "conv-vae-255": exported(conv(Bytes()), vector, byte, TORCHSCRIPT, 2),
        "conv-vae-32x64": exported(conv(nn.Sigmoid(), grid=(4, 8), doublings=3), vector, unit, TORCHSCRIPT, 2),
        "conv-28-grey": exported(conv(nn.Tanh(), colours=1, grid=(7, 7), doublings=2), vector, tanh, TORCHSCRIPT, 1.2),
        "conv-512": exported(conv(nn.Tanh(), grid=(8, 8), doublings=6, width=128), vector, tanh, TORCHSCRIPT, 1.2),
        "latent-map-4x8x8": exported(latent_diffusion, codes(4, 8, 8), tanh, TORCHSCRIPT, 0.45),
        "latent-map-dynamo": exported(latent_diffusion, codes(4, 8, 8), tanh, DYNAMO, 0.45),
        "stylegan-64": exported(StyleGan, codes(64), tanh, TORCHSCRIPT, 0.4),
        "stylegan-dynamo": exported(StyleGan, codes(64), tanh, DYNAMO, 0.4),
    }
)
