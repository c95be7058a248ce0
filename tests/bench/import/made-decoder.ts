import { layers, sequential } from "@tensorflow/tfjs-layers";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

/** Pixels of a side of the first picture inside. */
const SEED_SIDE = 8;
const SEED_CHANNELS = 8;

/** ONNX of a small decoder with random weights, `dim` → side × side × 3: eight times wider and higher with each layer. */
export async function madeDecoder(dim: number, side: 64 | 512): Promise<Uint8Array> {
  await chooseBackend("wasm");
  const widen = (name: string, filters: number) =>
    layers.conv2dTranspose({
      ...{ name, filters, kernelSize: 8, strides: 8, padding: "same" },
      activation: filters === 3 ? "sigmoid" : "relu",
    });
  const model = sequential({
    layers: [
      layers.dense({
        ...{ name: "z", inputShape: [dim], units: SEED_SIDE ** 2 * SEED_CHANNELS },
        activation: "tanh",
      }),
      layers.reshape({ targetShape: [SEED_SIDE, SEED_SIDE, SEED_CHANNELS] }),
      ...(side === 512 ? [widen("wide", SEED_CHANNELS)] : []),
      widen("image", 3),
    ],
  });
  return exportOnnx(model, ["image"]);
}
