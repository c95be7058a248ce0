import { expect, it } from "vitest";
import { choose } from "../../../../server/import/decide/choose.ts";
import { latentInput } from "../../../../server/import/decide/latent-input.ts";
import { chooseReading, readingsOf } from "../../../../server/import/decide/picture.ts";
import type { ProbedOutput } from "../../../../server/import/decide/probe.ts";
import { chooseRange, type Evidence } from "../../../../server/import/decide/range.ts";
import type { Port } from "../../../../server/import/graph/ports.ts";
import type { OnnxFile } from "../../../../server/import/graph/read-model.ts";
import { createRandom } from "../../../../server/latent/random.ts";

const port = (name: string, dims: (number | null)[], type: Port["type"] = "float32"): Port => ({
  name,
  dims,
  type,
});

function fileOf(inputs: Port[], outputs: Port[] = [port("image", [null, 3, 8, 8])]): OnnxFile {
  const rest = { irVersion: 8, opset: 17, body: [], rest: [], parameters: 1, random: undefined };
  return { name: "theirs.onnx", inputs, outputs, ...rest };
}

it.each([
  [[null, 16], { batch: null, shape: [16], dim: 16 }],
  [[1, 16], { batch: 1, shape: [16] }],
  [[null, 100, 1, 1], { shape: [100, 1, 1], dim: 100 }],
  [[null, 4, 8, 8], { shape: [4, 8, 8], dim: 256 }],
  [[64, 16], { batch: 64, shape: [16] }],
  [[16], { batch: 0, shape: [16], dim: 16 }],
  [[8, 4, 4], { batch: 0, shape: [8, 4, 4], dim: 128 }],
])("[IM5] the latent of an input %j", (dims, expected) => {
  const fixed = dims[0] === null || dims.length !== 2 ? [3, 8, 8] : [dims[0] ?? null, 3, 8, 8];
  expect(latentInput(fileOf([port("z", dims)], [port("image", fixed)]))).toMatchObject(expected);
});

it.each([
  [[], /has no input/],
  [[port("z", [null, 4]), port("label", [null])], /has 2 inputs \(z, label\)/],
  [[port("z", [null, 4, 64, 64])], /16,384 numbers .*at most 1,024/],
  [[port("z", [null, null])], /does not say how many numbers/],
  [[{ ...port("z", []), dims: undefined }], /does not say how many numbers/],
  [[port("z", [null, 4], "int64")], /takes int64/],
  [[{ ...port("z", [null, 4]), type: undefined }], /no tensor of numbers/],
  [[port("z", [null, 2, 2, 2, 2, 2])], /of 5 dimensions/],
] as [Port[], RegExp][])("[IM5] inputs that are no latent: %j", (inputs, sentence) => {
  expect(() => latentInput(fileOf(inputs))).toThrow(sentence);
});

const auto = { layout: "auto", size: undefined } as const;

it.each([
  [[3, 64, 48], { layout: "nchw", planar: true, shape: [64, 48, 3] }],
  [[64, 48, 3], { layout: "nhwc", planar: false, shape: [64, 48, 3] }],
  [[1, 28, 28], { layout: "nchw", shape: [28, 28, 1] }],
  [[28, 28, 1], { layout: "nhwc", shape: [28, 28, 1] }],
  [[28, 20], { layout: "nhwc", shape: [28, 20, 1] }],
  [[784], { layout: "flat", shape: [28, 28, 1] }],
  [[1, 784], { layout: "flat", shape: [28, 28, 1] }],
  [[1, 3, 8, 8], { layout: "nchw", shape: [8, 8, 3] }],
  [[3, 64], { layout: "flat", planar: true, shape: [8, 8, 3] }],
])("[IM6] one reading of [N, %j]", (dims, expected) => {
  const readings = readingsOf(dims, auto);
  expect(readings).toHaveLength(1);
  expect(readings[0]).toMatchObject(expected);
});

it.each([
  [[3, 3, 3], 2],
  [[3, 28, 3], 2],
  [[1, 8, 3], 2],
  [[4, 64, 64], 0],
  [[64, 64, 4], 0],
  [[3072], 2],
  [[2048], 0],
])("[IM6] [N, %j] has %i readings", (dims, count) => {
  expect(readingsOf(dims, auto)).toHaveLength(count);
});

it("[IM6] options decide, and the sentence names them", () => {
  const layout = { layout: "nchw", size: undefined } as const;
  expect(readingsOf([3, 28, 3], layout)).toMatchObject([{ layout: "nchw", shape: [28, 3, 3] }]);
  expect(readingsOf([2048], { layout: "auto", size: [32, 64] })).toMatchObject([
    { shape: [32, 64, 1] },
  ]);
  const output = (dims: number[]) => ({ name: "y", dims, samples: [] });
  expect(() => chooseReading(output([3, 28, 3]), readingsOf([3, 28, 3], auto))).toThrow(
    /--layout nchw or --layout nhwc/,
  );
  expect(() => chooseReading(output([2048]), readingsOf([2048], auto))).toThrow(
    /--size HEIGHTxWIDTH/,
  );
  expect(() => chooseReading(output([4, 64, 64]), readingsOf([4, 64, 64], auto))).toThrow(
    /no picture of 1 or 3 channels/,
  );
});

it("[IM6] of flat colour the smoother reading is taken", () => {
  const side = 16;
  const planar = Float32Array.from({ length: 3 * side * side }, (_, at) => {
    const [channel, x, y] = [Math.floor(at / 256), at % side, Math.floor(at / side) % side];
    return Math.sin(x / 5 + channel * 2) + Math.cos(y / 4 - channel);
  });
  const interleaved = planar.map((_, at) => planar[(at % 3) * 256 + Math.floor(at / 3)] ?? 0);
  for (const [samples, isPlanar] of [
    [planar, true],
    [interleaved, false],
  ] as const) {
    const output = { name: "y", dims: [768], samples: [samples] };
    expect(chooseReading(output, readingsOf([768], auto)).picture.planar).toBe(isPlanar);
  }
  const random = createRandom(1);
  const noise = { name: "y", dims: [768], samples: [planar.map(() => random())] };
  expect(() => chooseReading(noise, readingsOf([768], auto))).toThrow(/--layout/);
});

const within = (min: number, max: number, more: Partial<Evidence> = {}): Evidence => ({
  ...{ min, max, low: min, high: max, type: "float32", last: undefined },
  ...more,
});

it.each([
  [within(0.1, 0.9), "0..1"],
  [within(-0.1, 1.1), "0..1"],
  [within(-0.99, 0.98), "-1..1"],
  [within(-1.52, 0.97, { low: -1.3 }), "-1..1"],
  [within(-0.2, 0.3, { last: "Tanh" }), "-1..1"],
  [within(0.4, 0.6, { last: "Sigmoid" }), "0..1"],
  [within(1, 254), "0..255"],
  [within(0, 3, { type: "uint8" }), "0..255"],
  [within(-13.6, 11.3), "logits"],
  [within(-400, 900), "logits"],
])("[IM7] %j", (evidence, range) => {
  expect(chooseRange(evidence).range).toBe(range);
});

it.each([
  [within(-3.2, 2.1), /fit -1\.\.1 and logits: say which with --range -1\.\.1 or --range logits/],
  [within(-0.4, 0.4), /--range -1\.\.1 or --range logits/],
  [within(-12, 240), /--range 0\.\.255 or --range logits/],
  [within(0, 12), /no usual range/],
])("[IM7] %j is asked for", (evidence, sentence) => {
  expect(() => chooseRange(evidence)).toThrow(sentence);
});

const wishes = { ...auto, range: "auto", output: undefined } as const;
const probe = { file: fileOf([port("z", [null, 4])]), key: "theirs.onnx" };

function sampled(
  name: string,
  dims: number[],
  value: (at: number, sample: number) => number,
): ProbedOutput {
  const size = dims.reduce((product, axis) => product * axis, 1);
  const samples = [0, 1, 2].map((sample) =>
    Float32Array.from({ length: size }, (_, at) => value(at, sample)),
  );
  return { name, type: "float32", dims, samples };
}

const picture = (name: string, dims = [3, 8, 8]) =>
  sampled(name, dims, (at, sample) => ((at + sample) % 7) / 7);

it("[IM8] the output that is a picture, and the largest", () => {
  const outputs = [
    picture("mean", [16]),
    picture("small", [3, 8, 8]),
    picture("large", [3, 16, 16]),
  ];
  expect(choose(probe, { outputs }, wishes)).toMatchObject({ output: "large", range: "0..1" });
  expect(choose(probe, { outputs }, { ...wishes, output: "small" }).output).toBe("small");
  expect(() => choose(probe, { outputs }, { ...wishes, output: "none" })).toThrow(
    /no output “none”/,
  );
  const twins = [picture("a"), picture("b")];
  expect(() => choose(probe, { outputs: twins }, wishes)).toThrow(
    /\(a, b\): say which with --output/,
  );
});

it.each([
  [() => Number.NaN, /NaN or infinite numbers for 3 of 3/],
  [() => 0, /All pictures of theirs.onnx are black/],
  [() => 1, /are white/],
  [() => 0.5, /are of one grey/],
  [(at: number) => (at % 9) / 9, /the same picture for every latent/],
])("[IM9] pictures that show nothing: %s", (value, sentence) => {
  expect(() => choose(probe, { outputs: [sampled("y", [3, 8, 8], value)] }, wishes)).toThrow(
    sentence,
  );
});
