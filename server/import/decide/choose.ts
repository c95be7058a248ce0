import { ImportError } from "../import-error.ts";
import { lastOperator } from "./last-operator.ts";
import { chooseReading, type Picture, type PictureWishes, readingsOf } from "./picture.ts";
import type { Probe, Probed, ProbedOutput } from "./probe.ts";
import { chooseRange, type Range, short, toUnit } from "./range.ts";

export interface Wishes extends PictureWishes {
  range: Range | "auto";
  /** The output that is the picture, where there are several. */
  output: string | undefined;
}

/** How a decoder's output becomes a picture, and why it is thought so. */
export interface Chosen {
  output: string;
  picture: Picture;
  range: Range;
  reasons: string[];
}

/** @throws ImportError that names the option which decides, or what is wrong with the pictures */
export function choose(
  { file, key }: Pick<Probe, "file" | "key">,
  { outputs }: Pick<Probed, "outputs">,
  wishes: Wishes,
): Chosen {
  const { output, picture, why } = choosePicture(outputs, wishes);
  const { min, max, broken } = extremes(output.samples);
  if (broken > 0)
    throw new ImportError(
      `${key} gives NaN or infinite numbers for ${broken} of ${output.samples.length} latents: its weights are broken, or float16 was too narrow for them.`,
    );
  const found =
    wishes.range === "auto"
      ? chooseRange({
          min,
          max,
          ...inner(output.samples),
          type: output.type,
          last: lastOperator(file, output.name),
        })
      : { range: wishes.range, why: `as you said; values between ${short(min)} and ${short(max)}` };
  refuseBlank(output.samples, found.range, key);
  const [height, width, channels] = picture.shape;
  return {
    output: output.name,
    picture,
    range: found.range,
    reasons: [
      `Picture: ${height}×${width}, ${channels === 1 ? "grey" : "colour"}, ${LAYOUT_WORDS[picture.layout]} (${why}).`,
      `Range: ${found.range.replace("-1", "−1")} (${found.why}).`,
    ],
  };
}

/** What shapes say, whatever the numbers mean. @throws ImportError as `choose` */
export function choosePicture(
  outputs: readonly ProbedOutput[],
  wishes: Wishes,
): { output: ProbedOutput; picture: Picture; why: string } {
  const output = chooseOutput(outputs, wishes);
  return { output, ...chooseReading(output, readingsOf(output.dims, wishes)) };
}

const LAYOUT_WORDS = { nchw: "channels first", nhwc: "channels last", flat: "flat" };

/** The one that can be a picture; of several the largest. */
function chooseOutput(outputs: readonly ProbedOutput[], wishes: Wishes): ProbedOutput {
  const names = outputs.map(({ name }) => name).join(", ");
  if (wishes.output !== undefined) {
    const wished = outputs.find(({ name }) => name === wishes.output);
    if (wished) return wished;
    throw new ImportError(`There is no output “${wishes.output}”; there is ${names}.`);
  }
  const [only] = outputs;
  if (only === undefined) throw new ImportError("The file computes nothing: it has no output.");
  if (outputs.length === 1) return only;
  const size = ({ dims }: ProbedOutput) => dims.reduce((product, axis) => product * axis, 1);
  const rank = (output: ProbedOutput) => Number(output.dims.length > 1);
  const [first = only, second] = outputs
    .filter(({ dims }) => readingsOf(dims, wishes).length > 0)
    .sort((a, b) => rank(b) - rank(a) || size(b) - size(a));
  if (second && rank(first) === rank(second) && size(first) === size(second))
    throw new ImportError(
      `Several outputs may be the picture (${names}): say which with --output NAME.`,
    );
  return first;
}

function extremes(samples: readonly Float32Array[]) {
  let [min, max, broken] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const values of samples) {
    let isBroken = false;
    for (const value of values) {
      if (!Number.isFinite(value)) isBroken = true;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (isBroken) broken += 1;
  }
  return { min, max, broken };
}

/** Numbers that are looked at for it. */
const LOOKED_AT = 200_000;
const RARE = 1 / 1000;

/** Between which all but one in a thousand lie at either end. */
function inner(samples: readonly Float32Array[]): { low: number; high: number } {
  const size = samples.reduce((sum, { length }) => sum + length, 0);
  const step = Math.max(1, Math.floor(size / LOOKED_AT));
  const looked = Float32Array.from(
    samples.flatMap((values) => Array.from(values.filter((_, at) => at % step === 0))),
  ).sort();
  const at = (share: number) => looked[Math.round(share * (looked.length - 1))] ?? 0;
  return { low: at(RARE), high: at(1 - RARE) };
}

/** Differences below this are not seen in bytes. */
const SEEN = 1 / 255;

/** Pictures of one colour, or all the same, show nothing to explore. */
function refuseBlank(samples: readonly Float32Array[], range: Range, key: string): void {
  const unit = toUnit(range);
  const { min, max } = extremes(samples);
  const [low, high] = [unit(min), unit(max)];
  if (high - low < SEEN) {
    const colour = high < SEEN ? "black" : low > 1 - SEEN ? "white" : "of one grey";
    throw new ImportError(
      `All pictures of ${key} are ${colour} when its values, ${short(min)} to ${short(max)}, are read as ${range}: try another --range, or look at its weights.`,
    );
  }
  const [first = new Float32Array(), ...others] = samples;
  const isSame = (values: Float32Array) =>
    values.every((value, at) => Math.abs(unit(value) - unit(first[at] ?? 0)) < SEEN);
  if (others.length > 0 && others.every(isSame))
    throw new ImportError(
      `${key} gives the same picture for every latent: its output does not depend on its input.`,
    );
}
