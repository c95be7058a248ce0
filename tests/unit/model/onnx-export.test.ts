import { type Tensor, tensor } from "@tensorflow/tfjs-core";
import { type LayersModel, layers, sequential } from "@tensorflow/tfjs-layers";
import { InferenceSession, Tensor as OnnxTensor } from "onnxruntime-node";
import { beforeAll, expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { buildModel } from "../../../server/model/nets/latent-model.ts";
import { exportOnnx } from "../../../server/model/onnx/onnx-export.ts";
import { samePadding } from "../../../server/model/onnx/onnx-layout.ts";
import { chooseBackend } from "../../../server/train/backend/backend.ts";

beforeAll(async () => {
  await chooseBackend("wasm");
});

/** Largest difference between TensorFlow.js and onnxruntime over all outputs, and ONNX's shapes. */
async function compare(model: LayersModel, inputShape: number[], names?: string[]) {
  const values = gaussianVector(
    createRandom(9),
    inputShape.reduce((a, b) => a * b, 1),
  );
  const expected = [model.predict(tensor(values, inputShape)) as Tensor | Tensor[]].flat();
  const session = await InferenceSession.create(exportOnnx(model, names));
  const [input = ""] = session.inputNames;
  const outputs = await session.run({ [input]: new OnnxTensor("float32", values, inputShape) });
  let difference = 0;
  for (const [index, name] of session.outputNames.entries()) {
    const wanted = expected[index]?.dataSync() ?? [];
    const got = outputs[name]?.data as Float32Array;
    expect(got.length).toBe(wanted.length);
    for (let i = 0; i < wanted.length; i++) {
      difference = Math.max(difference, Math.abs((wanted[i] ?? 0) - (got[i] ?? 0)));
    }
  }
  const shapes = session.outputNames.map((name) => outputs[name]?.dims);
  return { difference, shapes, names: session.outputNames };
}

/** A bias of zero would hide a bias in the wrong order. */
function withRandomBiases(model: LayersModel): LayersModel {
  const random = createRandom(4);
  const weights = model.getWeights().map((weight) => {
    return tensor(
      gaussianVector(random, weight.size).map((x) => x * 0.3),
      weight.shape,
    );
  });
  model.setWeights(weights);
  return model;
}

it("[T6] the exported decoder draws what the layers model draws, at any batch size", async () => {
  const { decoder } = buildModel({ imageShape: [28, 28, 1], latentDim: 3, seed: 1 });
  for (const count of [1, 5]) {
    const result = await compare(withRandomBiases(decoder), [count, 3], ["image"]);
    expect(result).toMatchObject({ names: ["image"], shapes: [[count, 28, 28, 1]] });
    expect(result.difference).toBeLessThan(1e-4);
  }
});

it("[T6] the exported encoder gives the layers model's z_mean and z_log_var", async () => {
  const { encoder } = buildModel({ imageShape: [28, 28, 1], latentDim: 4, seed: 2 });
  const result = await compare(encoder, [3, 28, 28, 1]);
  expect(result.names).toEqual(["z_mean", "z_log_var"]);
  expect(result.difference).toBeLessThan(1e-4);
});

it.each([
  { kernelSize: 3, strides: 2, size: 7 },
  { kernelSize: 4, strides: 2, size: 5 },
  { kernelSize: 2, strides: 3, size: 7 },
  { kernelSize: 5, strides: 1, size: 6 },
  { kernelSize: 5, strides: 2, size: 8 },
  { kernelSize: 5, strides: 3, size: 9 },
  { kernelSize: 3, strides: 3, size: 6 },
])(
  "[T7] same padding agrees, three channels: kernel $kernelSize, stride $strides, size $size",
  async ({ kernelSize, strides, size }) => {
    for (const padding of ["same", "valid"] as const) {
      const model = sequential({
        layers: [
          layers.conv2d({
            ...{ kernelSize, strides, padding, filters: 4, activation: "tanh" },
            inputShape: [size, size, 3],
          }),
          layers.conv2dTranspose({ kernelSize, strides, padding, filters: 3, activation: "elu" }),
        ],
      });
      const result = await compare(withRandomBiases(model), [2, size, size, 3]);
      expect(result.shapes[0]).toEqual([2, ...model.outputShape.slice(1)]);
      expect(result.difference).toBeLessThan(1e-4);
    }
  },
);

it("[T7] an oblong kernel with a stride of its own on each axis agrees", async () => {
  const oblong = { kernelSize: [5, 3], strides: [3, 2], padding: "same" } as const;
  const model = sequential({
    layers: [
      layers.conv2dTranspose({
        ...oblong,
        kernelSize: [...oblong.kernelSize],
        strides: [...oblong.strides],
        filters: 4,
        activation: "relu",
        inputShape: [4, 5, 3],
      }),
    ],
  });
  const result = await compare(withRandomBiases(model), [2, 4, 5, 3]);
  expect(result.shapes[0]).toEqual([2, 12, 10, 4]);
  expect(result.difference).toBeLessThan(1e-4);
});

it("[T26] a transposed convolution that multiplies the size is exported as convolutions", () => {
  const text = (kernelSize: number) => {
    const model = sequential({
      layers: [
        layers.conv2dTranspose({
          ...{ kernelSize, strides: 3, padding: "same", filters: 6 },
          inputShape: [4, 4, 2],
        }),
      ],
    });
    return Buffer.from(exportOnnx(model)).toString("latin1");
  };
  // The name of a node is its operator and its output.
  expect(text(3).match(/(?<!l)Conv_conv_/g)).toHaveLength(9);
  expect(text(3)).not.toContain("ConvTranspose");
  // A stride that is larger than the kernel leaves pixels that no convolution draws.
  expect(text(2)).toContain("ConvTranspose");
});

it("[T7] the odd row of same padding goes after, as TensorFlow has it", () => {
  expect(samePadding(28, 3, 2)).toEqual([0, 1]);
  expect(samePadding(7, 3, 2)).toEqual([1, 1]);
  expect(samePadding(28, 3, 1)).toEqual([1, 1]);
  expect(samePadding(9, 2, 3)).toEqual([0, 0]);
});

it("[T8] a decoder of one channel has no Transpose node, one of three has", () => {
  // The name of a node is its operator and its output: "Transpose_image".
  const transposes = (channels: number) => {
    const options = { imageShape: [8, 8, channels], latentDim: 3, seed: 1 } as const;
    const bytes = exportOnnx(buildModel(options).decoder, ["image"]);
    return (
      Buffer.from(bytes)
        .toString("latin1")
        .match(/(?<!Conv)Transpose_/g)?.length ?? 0
    );
  };
  expect(transposes(1)).toBe(0);
  expect(transposes(3)).toBe(1);
});

it("[T8] an unknown layer or activation is refused by name", () => {
  const pooled = sequential({
    layers: [layers.maxPooling2d({ poolSize: 2, inputShape: [4, 4, 1], name: "pool" })],
  });
  expect(() => exportOnnx(pooled)).toThrow(/pool.*MaxPooling2D/);
  const soft = sequential({
    layers: [layers.dense({ units: 2, inputShape: [2], activation: "selu", name: "soft" })],
  });
  expect(() => exportOnnx(soft)).toThrow(/soft.*selu/);
});
