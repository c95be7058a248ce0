import torch
from decoder import Decoder  # your own class

decoder = Decoder()
decoder.load_state_dict(torch.load("decoder.pt", map_location="cpu", weights_only=True))
decoder.eval()  # BatchNorm and dropout as they are in use, not in training
z = torch.randn(2, 4, 1, 1)  # two latents in the shape that the decoder takes
torch.onnx.export(decoder, (z,), "decoder.onnx", dynamic_shapes=({0: "batch"},), external_data=False)
