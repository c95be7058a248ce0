"""What Keras itself makes of rows that were held out: python figures.py FOLDER, which holds their pixels and labels as bytes."""

import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

DIM, NEIGHBOURS = 8, 10
folder = Path(sys.argv[1])


def part(name):
    pixels = np.fromfile(folder / f"{name}.pixels", "uint8").reshape(-1, 28, 28, 1) / np.float32(255)
    return pixels, np.fromfile(folder / f"{name}.labels", "uint8")


def figures(train, held, back):
    """Codes of the training and of the held-out pictures, and what comes back of the latter."""
    mse = float(np.square(back - held_out).mean())
    near = np.square(held[:, None] - train[None]).sum(-1).argsort(1, kind="stable")[:, :NEIGHBOURS]
    votes = np.stack([np.bincount(train_labels[row], minlength=10) for row in near])
    ssim = float(tf.image.ssim(back.astype("float32"), held_out, 1.0).numpy().mean())
    return {"mse": mse, "psnr": -10 * np.log10(mse), "ssim": ssim, "knn10": float((votes.argmax(1) == held_labels).mean())}


train_pictures, train_labels = part("train")
held_out, held_labels = part("held-out")
encoder, decoder = (keras.saving.load_model(f"{name}.keras", compile=False) for name in ("encoder", "decoder"))
codes = [encoder.predict(2 * pictures - 1, verbose=0) for pictures in (train_pictures, held_out)]
spread = codes[0].std(0)
own = figures(codes[0] / spread, codes[1] / spread, decoder.predict(codes[1], verbose=0))

flat = train_pictures.reshape(len(train_pictures), -1).astype("float64")
mean = flat.mean(0)
axes = np.linalg.svd(flat - mean, full_matrices=False)[2][:DIM]
along = [(pictures.reshape(len(pictures), -1) - mean) @ axes.T for pictures in (train_pictures, held_out)]
back = (along[1] @ axes + mean).clip(0, 1).reshape(held_out.shape)
(folder / "figures.json").write_text(json.dumps({"own": own, "pca": figures(*along, back)}))
