/** Cells a side of the grey picture whose steps are compared: 8 steps in each of 8 lines, 64 bits. */
const LINES = 8;
/** A step smaller than this, grey levels, counts as none: a JPEG file's noise on a plain ground would decide it otherwise. */
const STEP = 3;

/** Pictures of three channels, bytes, one after another. */
export interface Pictures {
  pixels: Uint8Array;
  count: number;
  side: number;
}

/**
 * What a picture looks like from afar, in 64 bits (difference hash, as of N. Krawetz 2013): whether it gets brighter from cell
 * to cell. Two numbers of 32 bits a picture.
 */
export function looksOf({ pixels, count, side }: Pictures): Uint32Array {
  const looks = new Uint32Array(2 * count);
  const size = side * side * 3;
  for (let row = 0; row < count; row++) {
    const grey = cells(pixels.subarray(row * size, (row + 1) * size), side);
    for (let bit = 0; bit < 64; bit++) {
      const at = Math.floor(bit / LINES) * (LINES + 1) + (bit % LINES);
      const isBrighter = (grey[at + 1] as number) - (grey[at] as number) > STEP;
      if (isBrighter)
        looks[2 * row + (bit >> 5)] = (looks[2 * row + (bit >> 5)] as number) | (1 << (bit & 31));
    }
  }
  return looks;
}

/** Mean brightness of 8 lines of 9 cells. */
function cells(picture: Uint8Array, side: number): Float64Array {
  const columns = LINES + 1;
  const sums = new Float64Array(LINES * columns);
  const counts = new Float64Array(LINES * columns);
  for (let y = 0; y < side; y++) {
    const line = Math.floor((y * LINES) / side) * columns;
    for (let x = 0; x < side; x++) {
      const cell = line + Math.floor((x * columns) / side);
      const at = (y * side + x) * 3;
      const light =
        (picture[at] as number) + (picture[at + 1] as number) + (picture[at + 2] as number);
      sums[cell] = (sums[cell] as number) + light / 3;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return sums.map((sum, i) => sum / (counts[i] as number));
}

/** In how many of the 64 bits two pictures differ. */
export function lookDistance(looks: Uint32Array, a: number, b: number): number {
  return (
    bits((looks[2 * a] as number) ^ (looks[2 * b] as number)) +
    bits((looks[2 * a + 1] as number) ^ (looks[2 * b + 1] as number))
  );
}

function bits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
