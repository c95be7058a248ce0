/** What is too bright in orange, too dark in blue, on black: RGB, channels averaged. */
export function difference(
  made: ArrayLike<number>,
  image: Float32Array,
  channels: number,
): Uint8Array {
  const count = image.length / channels;
  const rgb = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) {
      const at = i * channels + c;
      sum += (made[at] ?? 0) - 255 * (image[at] ?? 0);
    }
    const by = sum / channels;
    const strength = Math.min(255, Math.abs(by));
    rgb.set(
      by > 0
        ? [strength, 0.6 * strength, 0.1 * strength]
        : [0.2 * strength, 0.55 * strength, strength],
      3 * i,
    );
  }
  return rgb;
}
