import { RANGES, type Range, short } from "../decide/range.ts";
import { ImportError } from "../import-error.ts";
import type { ImageInput } from "./image-input.ts";

/** How the encoder is given a picture. */
export interface ImageReading {
  input: ImageInput;
  range: Range;
}

/** What the person says about it. */
export interface EncoderWishes {
  range: Range | "auto";
  layout: "auto" | "nchw" | "nhwc";
}

/** How badly codes fit under a reading, 0 is perfect, and the range of the decoder's own pictures. */
export interface Misfit {
  badness: number;
  own: Range;
}

type Tried = ImageReading & Misfit;

/** A reading fits as well as another unless it is so much worse. */
const CLEARLY = 0.7;

/**
 * What the encoder wants to be given, which its graph does not tell: what its decoder gives, unless another reading fits
 * clearly better. @param inputs layouts that it takes, the decoder's own first
 * @param misfit what it rejects with an ImportError, fits not at all
 * @throws ImportError that names the options where two others fit
 */
export async function chooseImageReading(
  inputs: readonly ImageInput[],
  wishes: EncoderWishes,
  misfit: (reading: ImageReading) => Promise<Misfit>,
): Promise<Tried & { why: string }> {
  // Logits are what a network gives; one that takes them is rare enough to be told.
  const ranges =
    wishes.range === "auto" ? RANGES.filter((range) => range !== "logits") : [wishes.range];
  const readings = inputs.flatMap((input) => ranges.map((range) => ({ input, range })));
  const tried = await tryAll(readings, misfit);
  const [best, ...others] = tried.toSorted((a, b) => a.badness - b.badness);
  if (best === undefined) throw new ImportError("The encoder gives no numbers.");
  const fitting = [best, ...others].filter(({ badness }) => best.badness >= CLEARLY * badness);
  const name = (reading: ImageReading) => nameOf(reading, inputs.length > 1);
  const own = fitting.find(
    ({ input, range, own }) =>
      input === inputs[0] && (ranges.length === 1 || range === (own === "logits" ? "0..1" : own)),
  );
  if (own === undefined && fitting.length > 1)
    throw new ImportError(
      `The encoder's pictures fit ${fitting.map((one) => `${name(one)} (error ${short(one.badness)})`).join(" and ")} alike: say which with ${optionsOf(fitting)}.`,
    );
  const all = tried.map((reading) => `${name(reading)}: ${short(reading.badness)}`);
  return { ...(own ?? best), why: all.join("; ") };
}

async function tryAll(
  readings: readonly ImageReading[],
  misfit: (reading: ImageReading) => Promise<Misfit>,
): Promise<Tried[]> {
  const tried: Tried[] = [];
  let failure: unknown;
  for (const reading of readings) {
    try {
      const found = await misfit(reading);
      if (Number.isFinite(found.badness)) tried.push({ ...reading, ...found });
    } catch (cause) {
      if (!(cause instanceof ImportError)) throw cause;
      failure = cause;
    }
  }
  if (tried.length === 0 && failure) throw failure;
  return tried;
}

/** “−1..1”, and “−1..1, channels first” where there are several layouts. */
export function nameOf({ input, range }: ImageReading, hasLayouts: boolean): string {
  const layout = input.planar ? "channels first" : "channels last";
  return `${range.replace("-", "−")}${hasLayouts ? `, ${layout}` : ""}`;
}

function optionsOf(fitting: readonly ImageReading[]): string {
  const ranges = new Set(fitting.map(({ range }) => `--encoder-range ${range}`));
  const layouts = new Set(
    fitting.map(({ input }) => `--encoder-layout ${input.planar ? "nchw" : "nhwc"}`),
  );
  return [ranges, layouts]
    .filter(({ size }) => size > 1)
    .map((options) => [...options].join(" or "))
    .join(", and with ");
}
