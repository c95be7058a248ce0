/** How an image becomes features: strided convolutions and dense layers, or dense layers alone. `hidden` are their widths. */
export type EncoderShape =
  | { kind: "conv"; filters: readonly number[]; hidden: readonly number[] }
  | { kind: "dense"; hidden: readonly number[] };

/**
 * How a code becomes an image. `filters` are channels before each transposed convolution and after the last one, each of
 * which doubles height and width. An `output` that doubles too draws the image by one more of them, and no full-size features
 * are ever made: most of the price of a large image.
 */
export type DecoderShape =
  | {
      kind: "conv";
      hidden: readonly number[];
      filters: readonly [number, ...number[]];
      output?: "convolution" | "doubling";
    }
  | { kind: "dense"; hidden: readonly number[] };

export interface Architecture {
  encoder: EncoderShape;
  decoder: DecoderShape;
}

/** Strided convolutions down and transposed ones up, 128 units between them and the code: about 430,000 parameters for 28×28. */
export const CONVOLUTIONAL: Architecture = {
  encoder: { kind: "conv", filters: [32, 64, 64], hidden: [128] },
  decoder: { kind: "conv", hidden: [128], filters: [32, 64, 32] },
};

/** The same with a quarter of the multiply-adds, and with these widths between convolutions and code. */
export function slim(...hidden: number[]): Architecture {
  return {
    encoder: { kind: "conv", filters: [16, 32, 64], hidden },
    decoder: { kind: "conv", hidden: hidden.toReversed(), filters: [32, 32, 16] },
  };
}

/** Dense layers of these widths, from the image inwards, and the same backwards. */
export function dense(...widths: number[]): Architecture {
  return {
    encoder: { kind: "dense", hidden: widths },
    decoder: { kind: "dense", hidden: widths.toReversed() },
  };
}

/** Least side of the grid between a picture's convolutions and its code. */
const PICTURE_GRID = 4;

/**
 * For pictures of 32 pixels and more: as many halvings as lead to a grid of four to seven cells a side, about 440,000 parameters
 * and 22 million multiply-adds for 64×64×3.
 * @throws RangeError when the side cannot be halved so often, or is too small
 */
export function pictures(side: number): Architecture {
  const halvings = Math.floor(Math.log2(side / PICTURE_GRID));
  if (side % 2 ** halvings !== 0 || halvings < 3)
    throw new RangeError(`a side of ${side} is no 4 to 7 times 8, 16 or 32`);
  const wide = Array.from({ length: halvings - 3 }, () => 64);
  return {
    encoder: { kind: "conv", filters: [32, 64, ...wide, 64], hidden: [128] },
    decoder: { kind: "conv", hidden: [], filters: [128, ...wide, 64, 48], output: "doubling" },
  };
}
