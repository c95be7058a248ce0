import type { LatentInput } from "../decide/latent-input.ts";
import type { Picture } from "../decide/picture.ts";
import type { Range } from "../decide/range.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { type Around, wrapGraph } from "../graph/wrap.ts";

/** All that was found out about a decoder, and where its latents lie. */
export interface DecoderFold {
  file: OnnxFile;
  input: LatentInput;
  output: string;
  picture: Picture;
  range: Range;
  /** Raw latent = mean + std · z. */
  mean: ArrayLike<number>;
  std: ArrayLike<number>;
}

/**
 * The same decoder as one of ours: `z` [N, d], standardised, float32 → `image` [N, height, width, channels] in 0..1.
 * @param oneByOne for a graph that takes, or works with, one latent at a time
 */
export function foldDecoder(fold: DecoderFold, { oneByOne }: { oneByOne: boolean }): Uint8Array[] {
  const { file, input, output, picture } = fold;
  const lead = oneByOne ? [] : [-1];
  return wrapGraph(file, {
    input: { name: "z", shape: [input.dim] },
    outputs: [{ name: "image", shape: picture.shape }],
    from: input.name,
    to: [output],
    oneByOne,
    before: (around) => unstandardised(around, "z", fold),
    into: (around, value) => asInput(around, value, { input, oneByOne }),
    outOf(around, [value = ""]) {
      const first =
        oneByOne && (input.batch ?? 0) > 1 ? around.gather(value, { at: 0, axis: 0 }) : value;
      return [
        inUnit(
          around,
          channelsLast(around, around.cast(first, "float32"), picture, lead),
          fold.range,
        ),
      ];
    },
  });
}

function unstandardised(around: Around, z: string, { mean, std }: DecoderFold): string {
  const [means, stds] = [Array.from(mean), Array.from(std)];
  const scaled = stds.every((value) => value === 1)
    ? z
    : around.node("Mul", [z, around.numbers(stds)]);
  if (means.every((value) => value === 0)) return scaled;
  return around.node("Add", [scaled, around.numbers(means)]);
}

/** A batch that the file fixed is filled with the same latent. */
function asInput(
  around: Around,
  value: string,
  { input, oneByOne }: { input: LatentInput; oneByOne: boolean },
): string {
  const { shape, batch, type } = input;
  const lead = oneByOne ? (batch === 0 ? [] : [1]) : [-1];
  const shaped = around.reshape(value, [...lead, ...shape]);
  const filled =
    oneByOne && (batch ?? 0) > 1 ? around.expand(shaped, [batch ?? 1, ...shape]) : shaped;
  return type === "float32" ? filled : around.cast(filled, type);
}

function channelsLast(
  around: Around,
  value: string,
  { planar, shape }: Picture,
  lead: readonly number[],
): string {
  const [height, width, channels] = shape;
  if (!planar || channels === 1) return around.reshape(value, [...lead, height, width, channels]);
  const planes = around.reshape(value, [...lead, channels, height, width]);
  const perm = lead.length === 1 ? [0, 2, 3, 1] : [1, 2, 0];
  return around.node("Transpose", [planes], { perm: { ints: perm } });
}

/** Pages and server round 0..1 to bytes without a look, so nothing may lie outside. */
function inUnit(around: Around, value: string, range: Range): string {
  if (range === "logits") return around.node("Sigmoid", [value]);
  const half = () => around.numbers([0.5]);
  const unit = {
    "0..1": () => value,
    "-1..1": () => around.node("Add", [around.node("Mul", [value, half()]), half()]),
    "0..255": () => around.node("Mul", [value, around.numbers([1 / 255])]),
  }[range]();
  const above = around.node("Max", [unit, around.numbers([0])]);
  return around.node("Min", [above, around.numbers([1])]);
}
