"""
Decodes for decode.ts: arguments are the artefact's folder and the number of threads; one JSON request a line in, one
answer a line out.
  {"op": "about"}                                 → version and build
  {"op": "prepare", "mode", "z", "batch"}         → {"pixels"}: the first batch of z's rows decoded, base64
  {"op": "run", "seconds"}                        → {"images", "seconds"}, of what was prepared
  {"op": "sgemm", "seconds"}                      → {"torch", "numpy"}: GFLOP/s of a 2048³ product
"""
import base64
import json
import os
import sys
import time

os.environ["CUDA_VISIBLE_DEVICES"] = ""

import numpy as np
import torch

from decoder import load_decoder

folder, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
torch.set_grad_enabled(False)
nchw = load_decoder(folder, torch.contiguous_format)
channels_last = load_decoder(folder, torch.channels_last)
SIZE = 2048

DECODERS = {
    "eager NCHW": lambda: nchw,
    "channels_last": lambda: channels_last,
    "torch.compile": lambda: torch.compile(channels_last, dynamic=False),
}
made, prepared = {}, None


def prepare(request):
    global prepared
    mode, batch = request["mode"], request["batch"]
    decode = made.setdefault(mode, DECODERS[mode]())
    z = torch.tensor(request["z"], dtype=torch.float32).reshape(batch, -1)
    prepared = lambda: decode(z)
    for _ in range(3):
        pixels = prepared()
    return {"pixels": base64.b64encode(pixels.numpy().tobytes()).decode()}


def repeat(work, seconds):
    work()
    start, count = time.perf_counter(), 0
    while True:
        work()
        count += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return count, elapsed


def run(request):
    batch = prepared().shape[0]
    count, seconds = repeat(prepared, request["seconds"])
    return {"images": count * batch, "seconds": seconds}


def sgemm(request):
    a, b = torch.randn(SIZE, SIZE), torch.randn(SIZE, SIZE)
    speeds = {}
    for name, work in (("torch", lambda: torch.mm(a, b)), ("numpy", lambda: np.matmul(a.numpy(), b.numpy()))):
        count, seconds = repeat(work, request["seconds"])
        speeds[name] = 2 * SIZE**3 * count / seconds / 1e9
    return speeds


def about(_):
    build = [line.strip(" -") for line in torch.__config__.show().split("\n")]
    kept = [line for line in build if line.startswith(("GCC", "Intel", "OpenMP", "CPU capability"))]
    return {"version": torch.__version__, "build": kept}


OPS = {"about": about, "prepare": prepare, "run": run, "sgemm": sgemm}
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = OPS[request["op"]](request)
    except Exception as cause:
        answer = {"error": f"{type(cause).__name__}: {str(cause).strip()}"[:300]}
    print(json.dumps(answer), flush=True)
