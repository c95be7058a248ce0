import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import { expect, it } from "vitest";
import { readLayersModel, saveLayersModel } from "../../../server/model/layers-files.ts";
import { buildModel } from "../../../server/model/nets/latent-model.ts";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { roundToHalf } from "../../../server/model/precision.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

it("[T72] weights in half precision take half the room and compute the same in both forms", async () => {
  await chooseBackend("wasm");
  const { decoder } = buildModel({ imageShape: [8, 8, 1], latentDim: 3, seed: 4 });
  const z = [0.3, -1.2, 2];
  const run = (model: typeof decoder) => [
    ...(model.predict(tensor2d(z, [1, 3])) as Tensor).dataSync(),
  ];
  const exact = run(decoder);
  roundToHalf(decoder);
  const rounded = run(decoder);
  for (const [i, value] of rounded.entries()) expect(value).toBeCloseTo(exact[i] ?? 9, 2);
  const folder = await mkdtemp(join(tmpdir(), "half-"));
  await saveLayersModel(decoder, folder, { half: true });
  expect((await stat(join(folder, "weights.bin"))).size).toBe(decoder.countParams() * 2);
  expect(run(await readLayersModel(folder))).toEqual(rounded);
  await rm(folder, { recursive: true });

  const [whole, half] = [false, true].map((half) => exportOnnx(decoder, ["image"], { half }));
  expect((half?.length ?? 0) / (whole?.length ?? 1)).toBeLessThan(0.53);
  const session = await InferenceSession.create(half ?? new Uint8Array());
  const { image } = await session.run({ z: new OnnxTensor("float32", z, [1, 3]) });
  for (const [i, value] of rounded.entries()) expect(image?.data[i]).toBeCloseTo(value, 5);
});
