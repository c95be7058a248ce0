import type { Picture } from "../decide/picture.ts";
import type { ElementType, Port } from "../graph/ports.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";

/** How the encoder is given a picture. */
export interface ImageInput {
  name: string;
  type: ElementType;
  /** Without the batch. */
  dims: readonly number[];
  planar: boolean;
  /** How many it takes at once: null where any number fits, 0 where it takes one without a batch. */
  batch: number | null;
}

const TYPES: readonly (ElementType | undefined)[] = ["float32", "float16", "float64"];

/**
 * The ways in which it may be given pictures, the decoder's own first: several where its shape fits channels first and last.
 * @throws ImportError when it does not take the pictures that the decoder gives
 */
export function imageInputs(
  { name: file, inputs }: OnnxFile,
  picture: Picture,
  layout: "auto" | "nchw" | "nhwc",
): ImageInput[] {
  const [port] = inputs;
  if (port === undefined || inputs.length > 1 || !TYPES.includes(port.type))
    throw new ImportError(
      `The encoder ${file} has ${inputs.length === 1 ? `an input of ${port?.type ?? "no numbers"}` : `${inputs.length} inputs`}; it needs one, the picture, of float32 or float16.`,
    );
  const [height, width, channels] = picture.shape;
  const found = formsOf(picture)
    .filter(({ planar }) => channels === 1 || layout === "auto" || planar === (layout === "nchw"))
    .flatMap(({ dims, planar }) => {
      const batch = batchOf(port, dims);
      if (batch === undefined) return [];
      return [{ name: port.name, type: port.type ?? "float32", dims, planar, batch } as const];
    });
  if (found.length > 0) return found;
  throw new ImportError(
    `The encoder ${file} takes ${describe(port)}, but the decoder gives ${height}×${width}×${channels}.`,
  );
}

/** Ways to lay out a picture of this shape; the decoder's own first. */
function formsOf({ planar, shape }: Picture): { dims: number[]; planar: boolean }[] {
  const [height, width, channels] = shape;
  const first = { dims: [channels, height, width], planar: true };
  const last = { dims: [height, width, channels], planar: false };
  const line = [height * width * channels];
  const flat = [planar, !planar].map((order) => ({ dims: line, planar: order }));
  const plain = { dims: [height, width], planar };
  const forms = planar ? [first, last, ...flat] : [last, first, ...flat];
  return channels === 1 ? [...forms, plain] : forms;
}

/** Undefined where the port does not take this form. */
function batchOf({ dims }: Port, form: readonly number[]): number | null | undefined {
  if (dims === undefined) return null;
  const fits = (sizes: readonly (number | null)[]) =>
    sizes.length === form.length &&
    sizes.every((size, axis) => size === null || size === form[axis]);
  if (fits(dims.slice(1))) return dims[0] ?? null;
  return fits(dims) ? 0 : undefined;
}

function describe({ name, dims }: Port): string {
  return `${name} [${dims?.map((size) => size ?? "N").join(", ") ?? "?"}]`;
}
