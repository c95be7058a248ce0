import keras

for name, shape in {"encoder": (1, 28, 28, 1), "decoder": (1, 8)}.items():
    model = keras.saving.load_model(f"{name}.keras", compile=False)
    model(keras.ops.zeros(shape))  # once, in the shape that it takes: Keras wants to have seen it
    model.export(f"{name}.onnx", format="onnx")
