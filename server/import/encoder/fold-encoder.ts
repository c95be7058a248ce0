import type { Range } from "../decide/range.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { type Around, wrapGraph } from "../graph/wrap.ts";
import type { CodeOutputs } from "./code-outputs.ts";
import type { ImageInput } from "./image-input.ts";

export interface EncoderFold {
  file: OnnxFile;
  input: ImageInput;
  outputs: CodeOutputs;
  /** What it is given for a picture in 0..1. */
  range: Range;
  imageShape: readonly [number, number, 1 | 3];
  /** Standardised code = (raw − mean) / std. */
  mean: ArrayLike<number>;
  std: ArrayLike<number>;
}

/**
 * The same encoder as one of ours: `image` [N, height, width, channels] in 0..1 → `z_mean` and, where there is a posterior,
 * `z_log_var`, [N, d], both standardised.
 */
export function foldEncoder(fold: EncoderFold, { oneByOne }: { oneByOne: boolean }): Uint8Array[] {
  const { file, input, outputs, imageShape, mean, std } = fold;
  const dim = mean.length;
  const lead = oneByOne ? [] : [-1];
  const hasSpread = outputs.isJoined || outputs.logVar !== undefined;
  return wrapGraph(file, {
    input: { name: "image", shape: imageShape },
    outputs: ["z_mean", ...(hasSpread ? ["z_log_var"] : [])].map((name) => ({
      name,
      shape: [dim],
    })),
    from: input.name,
    to: outputs.logVar === undefined ? [outputs.mean] : [outputs.mean, outputs.logVar],
    oneByOne,
    before: () => "image",
    into: (around, value) => asInput(around, value, { fold, oneByOne }),
    outOf(around, values) {
      const rows = values.map((value) => {
        const first =
          oneByOne && (input.batch ?? 0) > 1 ? around.gather(value, { at: 0, axis: 0 }) : value;
        const width = outputs.isJoined ? 2 * dim : dim;
        return around.reshape(around.cast(first, "float32"), [...lead, width]);
      });
      const [raw = "", spread] = outputs.isJoined
        ? halves(around, rows[0] ?? "", { dim, axis: lead.length })
        : rows;
      const stds = Array.from(std);
      const centred = around.node("Sub", [raw, around.numbers(Array.from(mean))]);
      const codes = around.node("Div", [centred, around.numbers(stds)]);
      if (spread === undefined) return [codes];
      return [
        codes,
        around.node("Sub", [spread, around.numbers(stds.map((value) => 2 * Math.log(value)))]),
      ];
    },
  });
}

function asInput(
  around: Around,
  image: string,
  { fold: { input, range, imageShape }, oneByOne }: { fold: EncoderFold; oneByOne: boolean },
): string {
  const { planar, dims, batch, type } = input;
  const scaled = inRange(around, image, range);
  const perm = oneByOne ? [2, 0, 1] : [0, 3, 1, 2];
  const ordered =
    planar && imageShape[2] === 3
      ? around.node("Transpose", [scaled], { perm: { ints: perm } })
      : scaled;
  const lead = oneByOne ? (batch === 0 ? [] : [1]) : [-1];
  const shaped = around.reshape(ordered, [...lead, ...dims]);
  const filled =
    oneByOne && (batch ?? 0) > 1 ? around.expand(shaped, [batch ?? 1, ...dims]) : shaped;
  return type === "float32" ? filled : around.cast(filled, type);
}

function inRange(around: Around, image: string, range: Range): string {
  if (range === "0..1") return image;
  if (range === "logits") return logitsOf(around, image);
  const [scale, shift] = range === "0..255" ? [255, 0] : [2, -1];
  const scaled = around.node("Mul", [image, around.numbers([scale])]);
  return shift === 0 ? scaled : around.node("Add", [scaled, around.numbers([shift])]);
}

/** Black and white would be infinite: half a step of a byte is kept from them. */
function logitsOf(around: Around, image: string): string {
  const number = (value: number) => around.numbers([value]);
  const above = around.node("Max", [image, number(1 / 510)]);
  const unit = around.node("Min", [above, number(1 - 1 / 510)]);
  return around.node("Log", [around.node("Div", [unit, around.node("Sub", [number(1), unit])])]);
}

function halves(
  around: Around,
  value: string,
  { dim, axis }: { dim: number; axis: number },
): string[] {
  const columns = (from: number) => Array.from({ length: dim }, (_, at) => from + at);
  return [columns(0), columns(dim)].map((at) => around.gather(value, { at, axis }));
}
