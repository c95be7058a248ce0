import type { Scheme } from "../colors.ts";
import { viridis } from "../map/ramp.ts";
import { writeHex } from "./oklab.ts";

/** Parts of viridis that stand out 3 to 1 from the grounds of each theme; there little is near to the ground, much far from it. */
const PART = { dark: [0.34, 1], light: [0.53, 0] } as const;

/** CSS colour of a share 0..1, for points and bars. Equal steps look equal, in this part of the scale as in all of it. */
export function numberColor(share: number, scheme: Scheme): string {
  const [from, to] = PART[scheme];
  const color = viridis(from + share * (to - from));
  return writeHex(
    color.map((value) => Math.min(1, Math.max(0, value))) as [number, number, number],
  );
}

/** A gradient of it for CSS. */
export function numberGradient(scheme: Scheme): string {
  const stops = Array.from({ length: 9 }, (_, i) => numberColor(i / 8, scheme));
  return `linear-gradient(to right, ${stops.join(", ")})`;
}
