/** Levels by which two channels of a pixel must differ for it to have a colour: a grey JPEG file's are some apart. */
const COLOUR_LEVELS = 16;
/** Share of a picture's pixels, and of all pictures: a stamp on a scan makes no colour pictures. */
const COLOUR_SHARE = 0.01;
/** Of red, green and blue in brightness (ITU-R BT.601). */
const BRIGHTNESS = [0.299, 0.587, 0.114] as const;

/** 3 where some pictures have colour, else 1. */
export function channelsOf(pixels: Uint8Array, size: number): 1 | 3 {
  const area = size * size;
  let coloured = 0;
  for (let start = 0; start < pixels.length; start += area * 3) {
    let count = 0;
    for (let i = start; i < start + area * 3; i += 3) {
      const [red, green, blue] = [pixels[i], pixels[i + 1], pixels[i + 2]] as [
        number,
        number,
        number,
      ];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > COLOUR_LEVELS) count += 1;
    }
    if (count > area * COLOUR_SHARE) coloured += 1;
  }
  return coloured > (pixels.length / (area * 3)) * COLOUR_SHARE ? 3 : 1;
}

/** Pictures of three channels in another order, as numbers 0..1, grey where one channel is asked for. */
export function floatsOf(
  pixels: Uint8Array,
  { order, size, channels }: { order: Uint32Array; size: number; channels: 1 | 3 },
): Float32Array {
  const area = size * size;
  const images = new Float32Array(order.length * area * channels);
  let at = 0;
  for (const row of order) {
    const start = row * area * 3;
    if (channels === 3)
      for (let i = start; i < start + area * 3; i++) images[at++] = (pixels[i] as number) / 255;
    else
      for (let i = start; i < start + area * 3; i += 3)
        // Rounded to a byte, as the data set's folder keeps it.
        images[at++] = Math.round(brightness(pixels, i)) / 255;
  }
  return images;
}

function brightness(pixels: Uint8Array, at: number): number {
  return BRIGHTNESS.reduce((sum, share, c) => sum + share * (pixels[at + c] as number), 0);
}
