import { ImportError } from "../import-error.ts";

type Layout = "nchw" | "nhwc" | "flat";

/** How the numbers of an output are read as one picture. */
export interface Picture {
  layout: Layout;
  /** Channel after channel, each a whole picture; else pixel after pixel. The same thing where there is one channel. */
  planar: boolean;
  /** [height, width, channels] */
  shape: readonly [number, number, 1 | 3];
}

/** What the person says about it. */
export interface PictureWishes {
  layout: "auto" | "nchw" | "nhwc";
  size: readonly [number, number] | undefined;
}

/** Smaller is no picture, but a row of channels that was taken for one. */
const SIDE_MIN = 4;

/**
 * All sensible readings of an output of this shape, without the batch.
 * More than one: shapes alone do not say; see `chooseReading`.
 */
export function readingsOf(dims: readonly number[], wishes: PictureWishes): Picture[] {
  const shape = [...dims];
  while (shape.length > 3 && shape[0] === 1) shape.shift();
  const allowed = unfiltered(shape, wishes).filter((picture) => isWished(picture, wishes));
  const large = allowed.filter(({ shape: [height, width] }) => Math.min(height, width) >= SIDE_MIN);
  return large.length > 0 ? large : allowed;
}

function unfiltered(shape: readonly number[], wishes: PictureWishes): Picture[] {
  const [a = 1, b = 1, c = 1] = shape;
  if (isLine(shape)) return fromLine(product(shape), wishes);
  if (shape.length === 3) return fromThree([a, b, c]);
  return shape.length === 2 ? fromTwo([a, b], wishes) : [];
}

function isWished({ layout, planar, shape }: Picture, wishes: PictureWishes): boolean {
  const [height, width, channels] = shape;
  if (wishes.size && (height !== wishes.size[0] || width !== wishes.size[1])) return false;
  if (wishes.layout === "auto") return true;
  if (layout === "flat") return channels === 1 || planar === (wishes.layout === "nchw");
  return layout === wishes.layout;
}

/** Numbers in a line, however many axes of 1 are around it. */
function isLine(dims: readonly number[]): boolean {
  return dims.filter((size) => size !== 1).length <= 1;
}

function fromThree([a, b, c]: [number, number, number]): Picture[] {
  const readings: Picture[] = [];
  if (isChannels(a)) readings.push({ layout: "nchw", planar: true, shape: [b, c, a] });
  if (isChannels(c)) readings.push({ layout: "nhwc", planar: false, shape: [a, b, c] });
  return readings;
}

/** Grey, or in colour three rows of pixels, or rows of three. */
function fromTwo([height, width]: [number, number], wishes: PictureWishes): Picture[] {
  if (height !== 3 && width !== 3)
    return [{ layout: "nhwc", planar: true, shape: [height, width, 1] }];
  const isPlanar = height === 3;
  return fromLine(height * width, wishes).filter(
    ({ planar, shape }) => shape[2] === 3 && planar === isPlanar,
  );
}

/** A line of numbers is a square, or what `--size` says. In colour it may be read two ways. */
function fromLine(count: number, { size }: PictureWishes): Picture[] {
  const readings: Picture[] = [];
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(count / channels);
    const [height, width] = size ?? [side, side];
    if (!Number.isInteger(height) || height * width * channels !== count) continue;
    for (const planar of channels === 1 ? [true] : [true, false])
      readings.push({ layout: "flat", planar, shape: [height, width, channels] });
  }
  return readings;
}

function isChannels(size: number): size is 1 | 3 {
  return size === 1 || size === 3;
}

function product(dims: readonly number[]): number {
  return dims.reduce((size, dim) => size * dim, 1);
}

/** Neighbours differ at least so much more in a picture that is read wrongly. */
const CLEARLY = 1.4;

/**
 * The one reading, by the pictures where the shape leaves two. @throws ImportError that names the option, when they leave two too
 */
export function chooseReading(
  output: { name: string; dims: readonly number[]; samples: readonly Float32Array[] },
  readings: readonly Picture[],
): { picture: Picture; why: string } {
  const shape = `[N, ${output.dims.join(", ")}]`;
  const [first, second] = readings;
  if (first === undefined) throw noReading(output.name, output.dims);
  if (second === undefined) return { picture: first, why: `${output.name} ${shape}` };
  const [smooth, rough] = [first, second]
    .map((picture) => ({ picture, roughness: roughness(output.samples, picture) }))
    .sort((a, b) => a.roughness - b.roughness);
  if (smooth && rough && first.layout === "flat" && rough.roughness > CLEARLY * smooth.roughness)
    return {
      picture: smooth.picture,
      why: `${output.name} ${shape}, read ${smooth.picture.planar ? "channel after channel" : "pixel after pixel"}, which gives the smoother pictures`,
    };
  throw new ImportError(
    `${output.name} ${shape} can be read channels first and channels last: say which with --layout nchw or --layout nhwc.`,
  );
}

function noReading(name: string, dims: readonly number[]): ImportError {
  const shape = `[N, ${dims.join(", ")}]`;
  if (dims.length === 3)
    return new ImportError(
      `${name} ${shape} is no picture of 1 or 3 channels: a decoder gives grey or RGB (a fourth channel, or a latent map, must be taken off before the export).`,
    );
  return new ImportError(
    `${name} ${shape} is no square picture of 1 or 3 channels: say --size HEIGHTxWIDTH.`,
  );
}

/** Mean difference of pixels beside and below each other. */
function roughness(samples: readonly Float32Array[], { planar, shape }: Picture): number {
  const [height, width, channels] = shape;
  const [row, column, channel] = planar
    ? [width, 1, height * width]
    : [width * channels, channels, 1];
  let sum = 0;
  for (const values of samples)
    for (let c = 0; c < channels; c++)
      for (let y = 0; y + 1 < height; y++)
        for (let x = 0; x + 1 < width; x++) {
          const at = c * channel + y * row + x * column;
          const value = values[at] ?? 0;
          sum +=
            Math.abs(value - (values[at + column] ?? 0)) +
            Math.abs(value - (values[at + row] ?? 0));
        }
  return sum / Math.max(1, samples.length);
}
