import type { Tile } from "../../../bench/compute/runner.ts";

/** Ids of the closest by each measure; an undamaged image is nobody's merit. */
export interface Best {
  psnr: string | null;
  ssim: string | null;
}

export function bestOf(tiles: ReadonlyMap<string, Tile>): Best {
  const made = [...tiles].flatMap(([id, { outcome }]) =>
    outcome && outcome.pixels.length > 0 ? [{ id, ...outcome }] : [],
  );
  const damaged = made.find(({ id }) => id === "damaged");
  if (made.length < 2 || damaged?.psnr === Number.POSITIVE_INFINITY)
    return { psnr: null, ssim: null };
  const most = (measure: "psnr" | "ssim") =>
    made.reduce((best, other) => (other[measure] > best[measure] ? other : best)).id;
  return { psnr: most("psnr"), ssim: most("ssim") };
}
