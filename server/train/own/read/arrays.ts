import sharp from "sharp";
import type { NpyArray } from "../../../files/npy.ts";
import type { NpyRows } from "../../../files/open-npy.ts";
import { UsageError } from "../../usage-error.ts";
import { type ArrayLayout, layoutOf, rangeOf, toBytes } from "./array-layout.ts";
import { classesOf } from "./classes.ts";
import { fitImage } from "./fit-image.ts";
import { type Fitted, type ImageSource, type Target, UnreadablePicture } from "./source.ts";

/** Pictures whose values tell the range of all. */
const LOOKED_AT = 500;
const SIDE_MAX = 10_000;

interface Arrays {
  images: NpyRows;
  /** One a picture, where there are any. */
  labels: NpyArray | undefined;
  /** For sentences: "images of faces.npz". */
  name: string;
  /** For the description: "faces.npz". */
  source: string;
  said: string[];
}

/** Pictures that lie in an array of numbers. Rejects with UsageError when it is none of pictures. */
export async function openArrays({
  images,
  labels,
  name,
  source,
  said,
}: Arrays): Promise<ImageSource> {
  const layout = layoutOf(images.shape, name);
  const { count, width, height } = layout;
  if (count === 0 || width === 0 || height === 0) throw new UsageError(`${name} holds no picture.`);
  if (width > SIDE_MAX || height > SIDE_MAX)
    throw new UsageError(`${name} has pictures of ${width} × ${height}, larger than ${SIDE_MAX}.`);
  const range = rangeOf(await sample(images, count, name), name);
  const classes = classesOf(namesOf(labels, count));
  const order = layout.channelsFirst ? "channels first" : "channels last";
  return {
    ...{ source, count },
    classNames: classes.classNames,
    labels: classes.labels,
    said: [
      `${name}: ${images.type} from ${range.from} to ${range.to}, ${order}.`,
      ...said,
      ...classes.said,
    ],
    nameOf: (row) => `row ${row}`,
    dimensions: async () => ({ width, height }),
    read: async (row, target) => {
      const bytes = toBytes(numbers(await images.rows(row, row + 1), name), { layout, range });
      if (bytes === null) throw new UnreadablePicture("holds a value that is no number");
      return await fitRaw(bytes, layout, target);
    },
    close: () => images.close(),
  };
}

async function sample(images: NpyRows, count: number, name: string): Promise<Iterable<number>> {
  const step = Math.max(1, Math.floor(count / LOOKED_AT));
  const extremes: number[] = [];
  for (let row = 0; row < count; row += step) {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of numbers(await images.rows(row, row + 1), name)) {
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (min <= max) extremes.push(min, max);
  }
  return extremes;
}

function numbers(values: NpyArray["values"], name: string): Exclude<NpyArray["values"], string[]> {
  if (Array.isArray(values)) throw new UsageError(`${name} holds text, not pictures.`);
  return values;
}

/** Most arrays have the size that is wanted, and need no decoder. */
async function fitRaw(bytes: Uint8Array, layout: ArrayLayout, target: Target): Promise<Fitted> {
  const { width, height, channels } = layout;
  if (width !== target.size || height !== target.size || channels === 4)
    return await fitImage(sharp(bytes, { raw: { width, height, channels } }), target);
  const pixels = channels === 3 ? bytes : new Uint8Array(bytes.length * 3);
  if (channels === 1)
    for (const [i, value] of bytes.entries()) pixels.fill(value, 3 * i, 3 * i + 3);
  return { pixels, width, height };
}

/** @throws UsageError when there are labels, but not one a picture */
function namesOf(labels: NpyArray | undefined, count: number): (string | null)[] {
  if (labels === undefined) return Array<null>(count).fill(null);
  const { values, shape } = labels;
  if (values.length !== count)
    throw new UsageError(
      `There are ${count} pictures, but the labels have the shape (${shape.join(", ")}): one a picture is needed.`,
    );
  const whole = Array.from<string | number>(values).find(
    (value) => typeof value === "number" && !Number.isInteger(value),
  );
  if (whole !== undefined)
    throw new UsageError(`A label is ${whole}; classes are whole numbers or names.`);
  return Array.from<string | number>(values).map(String);
}
