import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { choose, type Wishes } from "../../../../server/import/decide/choose.ts";
import { latentInput } from "../../../../server/import/decide/latent-input.ts";
import { type Probe, probeDecoder } from "../../../../server/import/decide/probe.ts";
import { settleDecoder } from "../../../../server/import/fold/settle.ts";
import { readOnnx } from "../../../../server/import/graph/read-model.ts";
import { createRunner, type Runner } from "../../../../server/import/runner/runner.ts";
import { createRandom, gaussianVector } from "../../../../server/latent/random.ts";
import { nodeFields } from "../../../../server/model/onnx/onnx-proto.ts";
import { intField, messageField, textField } from "../../../../server/model/onnx/protobuf.ts";
import {
  type DecoderDraft,
  makeDecoder,
  makeOnnx,
  numbers,
  type OnnxDraft,
  wholes,
} from "../../../helpers/make-onnx.ts";

const folder = mkdtempSync(join(tmpdir(), "fold-"));
let runner: Runner;
beforeAll(() => {
  runner = createRunner({ maxMs: 20_000 });
});
afterAll(() => {
  runner.close();
  rmSync(folder, { recursive: true, force: true });
});

const WISHES: Wishes = { layout: "auto", size: undefined, range: "auto", output: undefined };
const COUNT = 5;

/** Everything between a file and a decoder that is one of ours. */
async function bring(draft: OnnxDraft, wishes: Partial<Wishes> = {}) {
  const given = join(folder, "theirs.onnx");
  writeFileSync(given, makeOnnx(draft));
  const file = await readOnnx(given);
  const input = latentInput(file);
  const probe: Probe = { runner, key: "theirs.onnx", file, input };
  await runner.open("theirs.onnx", given);
  const latents = gaussianVector(createRandom(3), COUNT * input.dim);
  const probed = await probeDecoder(probe, latents);
  const chosen = choose(probe, probed, { ...WISHES, ...wishes });
  const [mean, std] = [latents.slice(0, input.dim), new Float32Array(input.dim).fill(0.7)];
  const samples = probed.outputs.find(({ name }) => name === chosen.output)?.samples ?? [];
  const path = join(folder, "decoder.onnx");
  const settled = await settleDecoder(
    { file, input, ...chosen, mean, std },
    { runner, path, latents, samples },
  );
  return { ...settled, ...chosen, path, input };
}

const cases: [string, DecoderDraft, Partial<Wishes>?][] = [
  ["channels first", {}],
  ["grey", { planes: [1, 6, 5] }],
  ["channels last", { out: [6, 5, 3] }],
  ["flat grey", { planes: [1, 6, 6], out: [36] }],
  ["flat grey, not square", { planes: [1, 6, 5], out: [30] }, { size: [6, 5] }],
  ["flat colour, channels first", { out: [90] }, { size: [6, 5], layout: "nchw" }],
  ["flat colour, channels last", { out: [90] }, { size: [6, 5], layout: "nhwc" }],
  ["without an axis of channels", { planes: [1, 6, 5], out: [6, 5] }],
  ["−1..1", { end: ["Tanh"] }],
  ["logits", { end: [], scale: 4 }],
  ["0..255", { end: ["Sigmoid", "Tanh"], scale: 2 }, { range: "0..255" }],
  ["a batch of one", { batch: 1 }],
  ["a batch of one in its shapes", { batch: 1, reshape: 1 }],
  ["a batch of four in its shapes", { batch: 4, reshape: 4 }],
  ["names of ours", { inputName: "image", outputName: "z" }],
  ["operator set 9 of IR 3", { opset: 9, irVersion: 3 }],
  ["operator set 13", { opset: 13 }],
  ["operator set 21", { opset: 21, irVersion: 10 }],
];

it.each(cases)("[IM10] %s", async (_, draft, wishes) => {
  if (wishes?.range === "0..255") {
    // Blank when read so; its values are stretched by the graph itself.
    await expect(bring(makeDecoder(draft), wishes)).rejects.toThrow(/black/);
    return;
  }
  const { difference, oneByOne, decode, picture, input } = await bring(makeDecoder(draft), wishes);
  expect(difference).toBeLessThanOrEqual(1);
  expect(oneByOne).toBe((draft.reshape ?? -1) > 0);
  const pixels = await decode(new Float32Array(2 * input.dim), 2);
  expect(pixels).toHaveLength(2 * picture.shape.reduce((product, size) => product * size, 1));
});

it.each([
  ["float16", 10],
  ["float64", 11],
] as const)("[IM10] %s in and out", async (type, to) => {
  const draft = makeDecoder();
  const cast = (target: number) => ({ to: { int: target } });
  const { difference } = await bring({
    ...draft,
    inputs: [{ name: "given", dims: ["N", 4], type }],
    outputs: [{ name: "theirs", dims: ["N", 3, 6, 5], type }],
    nodes: [
      { type: "Cast", inputs: ["given"], output: "z", attributes: cast(1) },
      ...draft.nodes,
      { type: "Cast", inputs: ["image"], output: "theirs", attributes: cast(to) },
    ],
  });
  expect(difference).toBeLessThanOrEqual(1);
});

it("[IM10] maps, bytes, and latents without a batch", async () => {
  const draft = makeDecoder({ dim: 16 });
  const flat = { type: "Reshape", inputs: ["map", "line"], output: "z" };
  const maps = await bring({
    ...draft,
    inputs: [{ name: "map", dims: ["N", 4, 2, 2] }],
    nodes: [flat, ...draft.nodes],
    weights: { ...draft.weights, line: wholes(-1, 16) },
  });
  expect(maps.input).toMatchObject({ shape: [4, 2, 2], dim: 16 });
  const bytes = await bring({
    ...draft,
    outputs: [{ name: "bytes", dims: ["N", 3, 6, 5] }],
    nodes: [...draft.nodes, { type: "Mul", inputs: ["image", "255"], output: "bytes" }],
    weights: { ...draft.weights, 255: numbers([1], [255]) },
  });
  expect(bytes).toMatchObject({ range: "0..255", oneByOne: false });
  const alone = await bring({
    ...draft,
    inputs: [{ name: "map", dims: [4, 2, 2] }],
    outputs: [{ name: "one", dims: [3, 6, 5] }],
    nodes: [flat, ...draft.nodes, { type: "Reshape", inputs: ["image", "planes"], output: "one" }],
    weights: { ...draft.weights, line: wholes(1, 16), planes: wholes(3, 6, 5) },
  });
  expect(alone).toMatchObject({ oneByOne: true, input: { batch: 0, dim: 16 } });
}, 20_000);

it("[IM11] a graph that mixes the latents of a batch is given one at a time", async () => {
  const draft = makeDecoder();
  const mixing = {
    type: "ReduceMean",
    inputs: ["add_0"],
    output: "middle",
    attributes: { axes: { ints: [0] }, keepdims: { int: 1 } },
  };
  const [dense, add, ...later] = draft.nodes;
  const nodes = [
    ...[dense, add].flatMap((node) => (node ? [node] : [])),
    mixing,
    { type: "Sub", inputs: ["add_0", "middle"], output: "less" },
    { type: "Add", inputs: ["less", "add_0"], output: "both" },
    ...later.map((node) => ({
      ...node,
      inputs: node.inputs.map((name) => (name === "add_0" ? "both" : name)),
    })),
  ];
  const { oneByOne, difference } = await bring({ ...draft, nodes });
  expect({ oneByOne, difference: difference <= 1 }).toEqual({ oneByOne: true, difference: true });
});

it("[IM11] one that draws numbers of its own is refused by that operator", async () => {
  const draft = makeDecoder();
  const noise = { type: "RandomNormalLike", inputs: ["add_0"], output: "noise" };
  const nodes = draft.nodes.flatMap((node) =>
    node.type === "Reshape"
      ? [
          noise,
          { type: "Add", inputs: ["add_0", "noise"], output: "both" },
          { ...node, inputs: ["both", "shape"] },
        ]
      : [node],
  );
  await expect(bring({ ...draft, nodes })).rejects.toThrow(
    /draws numbers of its own \(RandomNormalLike\)/,
  );
});

/** A decoder whose names are all ours, one of them seen from a loop inside it. */
function namesakes(reshape: number): OnnxDraft {
  const draft = makeDecoder({ batch: reshape > 0 ? 1 : "N", reshape });
  const typed = (name: string, element: number) => [
    textField(1, name),
    messageField(2, [messageField(1, [intField(1, element), messageField(2, [])])]),
  ];
  const node = (type: string, inputs: string[], output: string) =>
    messageField(1, nodeFields({ type, inputs, output }));
  const body = [
    node("Identity", ["going"], "still"),
    node("Add", ["value", "z"], "image"),
    node("Mul", ["image", "commons/weight_0"], "commons/row"),
    textField(2, "body"),
    ...[typed("turn", 7), typed("going", 9), typed("value", 1)].map((fields) =>
      messageField(11, fields),
    ),
    ...[typed("still", 9), typed("commons/row", 1)].map((fields) => messageField(12, fields)),
  ];
  const loop = {
    type: "Loop",
    inputs: ["turns", "", "z"],
    output: "commons/outer_mul_0",
    attributes: { body: { graph: body } },
  };
  const [dense, ...later] = draft.nodes;
  return {
    ...draft,
    outputs: [{ name: "own/image", dims: ["N", 3, 6, 5] }],
    nodes: [
      loop,
      ...(dense ? [{ ...dense, inputs: ["commons/outer_mul_0", "kernel"] }] : []),
      ...later.map((each) => (each.output === "image" ? { ...each, output: "own/image" } : each)),
    ],
    weights: {
      ...draft.weights,
      turns: { ...wholes(2), dims: [] },
      "commons/weight_0": numbers([1], [0.4]),
    },
  };
}

it.each([-1, 1])(
  "[IM12] names that are ours too, in a loop too (a Reshape to %i)",
  async (reshape) => {
    const { difference, oneByOne } = await bring(namesakes(reshape));
    expect(difference).toBeLessThanOrEqual(1);
    expect(oneByOne).toBe(reshape > 0);
  },
);

it("[IM14] an operator that the engine does not know is told in its own words", async () => {
  const draft = makeDecoder({ end: ["Sharpen"] });
  await expect(bring(draft)).rejects.toThrow(/Sharpen/);
});

const inHalves = (draft: OnnxDraft): OnnxDraft => ({
  ...draft,
  inputs: [{ name: "given", dims: ["N", 4], type: "float16" }],
  nodes: [
    { type: "Cast", inputs: ["given"], output: "z", attributes: { to: { int: 1 } } },
    ...draft.nodes,
  ],
});

it.each([
  ["a decoder", makeDecoder()],
  ["a decoder in a loop", makeDecoder({ batch: 1, reshape: 1 })],
  ["a decoder that takes halves", inHalves(makeDecoder())],
] as [string, OnnxDraft][])(
  "[IM13] a page draws %s as the server does",
  async (_, draft) => {
    const { openPageSession } = await import(
      "../../../../app/_explorer/page-decoder/page-session.ts"
    );
    const { decode, path, input } = await bring(draft);
    const { resolve } = createRequire(import.meta.url);
    const wasm = readFileSync(resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));
    const page = await openPageSession(new Uint8Array(wasm).buffer, readFileSync(path), input.dim);
    const random = createRandom(9);
    for (let turn = 0; turn < 10; turn++) {
      const z = gaussianVector(random, input.dim);
      const [ours, theirs] = [await page.decode(z), await decode(z, 1)];
      expect(ours.length).toBe(theirs.length);
      for (const [at, value] of ours.entries())
        expect(Math.abs(value - (theirs[at] ?? 0))).toBeLessThanOrEqual(1);
    }
  },
  20_000,
);
