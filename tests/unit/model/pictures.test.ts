import { type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import { beforeAll, expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { pictures } from "../../../server/model/nets/architecture.ts";
import { buildModel } from "../../../server/model/nets/latent-model.ts";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

beforeAll(async () => {
  await chooseBackend("wasm");
});

const netFor = (side: number, channels: 1 | 3) =>
  buildModel({
    ...{ imageShape: [side, side, channels], latentDim: 8, seed: 1, architecture: pictures(side) },
  });

it.each([
  [32, 1],
  [64, 3],
  [128, 3],
] as const)(
  "[AV7] the net for pictures takes and draws %i pixels, %i channels",
  (side, channels) => {
    const { encoder, decoder } = netFor(side, channels);
    expect(decoder.outputs[0]?.shape).toEqual([null, side, side, channels]);
    expect(encoder.getLayer("encoder_flat").outputShape).toEqual([null, 4 * 4 * 64]);
    expect(() => pictures(side + 4)).toThrow(/is no 4 to 7 times 8/);
    expect(() => pictures(16)).toThrow(/is no 4 to 7 times 8/);
  },
);

it("[AV7] its ONNX file draws the same", async () => {
  const { decoder } = netFor(32, 3);
  const z = gaussianVector(createRandom(2), 16);
  const expected = (decoder.predict(tensor2d(z, [2, 8])) as Tensor).dataSync();
  const session = await InferenceSession.create(exportOnnx(decoder, ["image"]));
  const { image } = await session.run({ z: new OnnxTensor("float32", z, [2, 8]) });
  const got = image?.data as Float32Array;
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 4);
});
