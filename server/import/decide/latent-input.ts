import type { ElementType, Port } from "../graph/ports.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";

/** How the decoder is given a latent. */
export interface LatentInput {
  name: string;
  type: ElementType;
  /** Of one latent, without the batch: [d], [d, 1, 1], [channels, height, width]. */
  shape: readonly number[];
  /** How many it takes at once: null where any number fits, 0 where it takes one without a batch. */
  batch: number | null;
  dim: number;
}

/** A room's sliders, codes and packets end there. */
const DIM_MAX = 1024;
const RANK_MAX = 4;
const TYPES: readonly (ElementType | undefined)[] = ["float32", "float16", "float64"];

/** @throws ImportError when there is not one input of numbers, or its size stays open */
export function latentInput({ name: file, inputs, outputs }: OnnxFile): LatentInput {
  const [port] = inputs;
  if (port === undefined)
    throw new ImportError(`${file} has no input, so nothing steers its pictures.`);
  if (inputs.length > 1)
    throw new ImportError(
      `${file} has ${inputs.length} inputs (${inputs.map(({ name }) => name).join(", ")}); a decoder has one, the latent: export it with the others fixed.`,
    );
  if (!TYPES.includes(port.type) || port.type === undefined)
    throw new ImportError(
      `The input ${port.name} of ${file} takes ${port.type ?? "no tensor of numbers"}; a latent is of float32 or float16.`,
    );
  const { batch, dims } = split(port, outputs);
  const shape = dims.flatMap((size) => (size === null ? [] : [size]));
  if (shape.length < dims.length || shape.length === 0)
    throw new ImportError(
      `${file} does not say how many numbers a latent has (${describe(port)}): export it with all sizes but the batch fixed.`,
    );
  if (shape.length > RANK_MAX)
    throw new ImportError(
      `${file} takes latents of ${shape.length} dimensions (${describe(port)}).`,
    );
  const dim = shape.reduce((product, size) => product * size, 1);
  if (dim > DIM_MAX)
    throw new ImportError(
      `A latent of ${file} has ${dim.toLocaleString("en")} numbers (${describe(port)}); at most ${DIM_MAX.toLocaleString("en")} can be explored.`,
    );
  return { name: port.name, type: port.type, shape, batch, dim };
}

/**
 * The batch comes first, except where a latent has none: then it is one number after another, or a map whose first size
 * comes back in no output.
 */
function split(port: Port, outputs: readonly Port[]) {
  const dims = port.dims ?? [null, null];
  const [first = null, ...rest] = dims;
  const comesBack =
    first === null ||
    first === 1 ||
    outputs.some((output) => (output.dims?.[0] ?? first) === first);
  return dims.length === 1 || !comesBack ? { batch: 0, dims } : { batch: first, dims: rest };
}

function describe({ name, dims }: Port): string {
  return `${name} [${dims?.map((size) => size ?? "N").join(", ") ?? "?"}]`;
}
