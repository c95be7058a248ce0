from pathlib import Path

import orbax.checkpoint as ocp
from decoder import Decoder  # your own class
from flax import nnx
from jax2onnx import to_onnx

decoder = Decoder(nnx.Rngs(0))
checkpoint = Path("checkpoint").absolute()
nnx.update(decoder, ocp.StandardCheckpointer().restore(checkpoint, nnx.state(decoder)))
decoder.eval()  # BatchNorm and dropout as they are in use, not in training
to_onnx(decoder, inputs=[("batch", 4)], return_mode="file", output_path="decoder.onnx")
