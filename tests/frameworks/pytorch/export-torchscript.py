import torch
from decoder import Decoder  # your own class

decoder = Decoder()
decoder.load_state_dict(torch.load("decoder.pt", map_location="cpu", weights_only=True))
decoder.eval()
z = torch.randn(2, 4, 1, 1)
axes = {"z": {0: "batch"}, "image": {0: "batch"}}
names = {"input_names": ["z"], "output_names": ["image"], "dynamic_axes": axes}
torch.onnx.export(decoder, (z,), "decoder.onnx", dynamo=False, **names)
