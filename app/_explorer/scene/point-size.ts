/** Diameters in scene units: a cloud ten times as dense gets dots about half as wide. */
export function pointDiameter(
  count: number,
  radius: number,
): { points: number; thumbnails: number } {
  const spacing = radius / Math.cbrt(Math.max(1, count));
  return { points: 0.34 * spacing, thumbnails: 1.3 * spacing };
}
