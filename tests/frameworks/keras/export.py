import keras

decoder = keras.saving.load_model("decoder.keras", compile=False)
decoder(keras.ops.zeros((1, 4)))  # once, in the shape that it takes: Keras wants to have seen it
decoder.export("decoder.onnx", format="onnx")  # in inference mode, any batch
