"""Exports Keras' part of the zoo: python zoo.py FOLDER [NAME…]."""

import sys
from pathlib import Path

import keras
from keras import layers as L

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from zoo import FOLDER, SHOWN, codes, keep, run_all, tanh, unit


def grow(filters, activation="relu"):
    return L.Conv2DTranspose(filters, 4, 2, "same", activation=activation)


def start(latent, side, filters):
    return [L.Input((latent,)), L.Dense(side * side * filters, "relu"), L.Reshape((side, side, filters))]


def exported(latent, to01, layers, spread=1.2):
    def export(name):
        keras.utils.set_random_seed(1)
        decoder = keras.Sequential(layers())
        z = codes(latent)
        widen(decoder, z, spread)
        decoder.export(str(FOLDER / f"{name}.onnx"), format="onnx", verbose=False)
        keep(name, z, keras.ops.convert_to_numpy(decoder(z[:SHOWN], training=False)), to01)

    return export


def widen(decoder, z, spread):
    """Random weights give pale pictures: the last layer is scaled until its outputs have this standard deviation."""
    last = decoder.layers[-1]
    activation, last.activation = last.activation, keras.activations.linear
    kernel, bias = last.get_weights()
    last.set_weights([kernel * (spread / keras.ops.convert_to_numpy(decoder(z)).std()), bias])
    last.activation = activation


run_all(
    {
        "keras-vae-2d": exported(2, unit, lambda: [*start(2, 7, 64), grow(64), grow(32), L.Conv2D(1, 3, padding="same", activation="sigmoid")]),
        "keras-nhwc-32": exported(32, unit, lambda: [*start(32, 4, 128), grow(64), L.BatchNormalization(), grow(32), grow(3, "sigmoid")]),
        "keras-dcgan-tanh": exported(128, tanh, lambda: [*start(128, 8, 128), grow(128), L.LeakyReLU(0.2), grow(64), L.LeakyReLU(0.2), grow(3, "tanh")]),
    }
)
