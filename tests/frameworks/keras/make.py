"""Teaches the toy decoder for some seconds and leaves what a researcher has: decoder.keras, latents and labels."""

import sys

import keras
from keras import layers

sys.path.insert(0, sys.argv[1])
import toy

keras.utils.set_random_seed(0)
decoder = keras.Sequential(
    [
        layers.Input((4,)),
        layers.BatchNormalization(momentum=0.9),
        layers.Dense(4 * 4 * 64, activation="relu"),
        layers.Reshape((4, 4, 64)),
        layers.Conv2DTranspose(64, 4, 2, "same", use_bias=False),
        layers.BatchNormalization(momentum=0.9),
        layers.ReLU(),
        layers.Conv2DTranspose(32, 4, 2, "same", activation="relu"),
        layers.Conv2DTranspose(3, 4, 2, "same", activation="sigmoid"),
    ]
)
decoder.compile(keras.optimizers.Adam(2e-3), "mse")
z = toy.latents(6400, seed=1)
decoder.fit(z, toy.images(z), batch_size=64, epochs=2, verbose=0)
decoder.save("decoder.keras")
z = toy.latents(400)
toy.save(z, decoder.predict(z[:8], verbose=0))
