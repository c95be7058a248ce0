import { createRandom, gaussianVector } from "../../server/latent/random.ts";

/**
 * A synthetic pointer trace: nobody's hand was recorded. It is drawn from what is known of hands: reaches to random
 * targets along minimum-jerk curves (Flash and Hogan 1985) whose duration follows Fitts' law, a small second reach that
 * corrects the first, rests in between during which the pointer stands still, and a tremor of a pixel. Seeded.
 */
export const TRACE_HZ = 60;
const TRACE_SECONDS = 30;
/** Fitts' law, seconds: a + b · log2(distance / width + 1). */
const FITTS = { a: 0.1, b: 0.15, width: 0.06 };
/** Of the first reach that is off its target, as a share of its length. */
const MISS = 0.08;
/** In half view heights; a pixel of 800 or so. */
const TREMOR = 0.002;

export type Point = readonly [x: number, y: number];

/** Pointer positions at TRACE_HZ in half view heights from the middle, about ±1. */
export function makePointerTrace(seed: number): Point[] {
  const random = createRandom(seed);
  const gaussian = (scale: number): Point => {
    const [x = 0, y = 0] = gaussianVector(random, 2);
    return [scale * x, scale * y];
  };
  const trace: Point[] = [];
  let at: Point = [0, 0];
  const rest = (seconds: number) => {
    for (let i = 0; i < seconds * TRACE_HZ; i++) trace.push(at);
  };
  const reach = (target: Point) => {
    const from = at;
    const distance = Math.hypot(target[0] - from[0], target[1] - from[1]);
    const seconds = FITTS.a + FITTS.b * Math.log2(distance / FITTS.width + 1);
    const steps = Math.ceil(seconds * TRACE_HZ);
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const share = t ** 3 * (10 - 15 * t + 6 * t ** 2);
      const [dx, dy] = gaussian(TREMOR);
      at = [
        from[0] + share * (target[0] - from[0]) + dx,
        from[1] + share * (target[1] - from[1]) + dy,
      ];
      trace.push(at);
    }
  };
  while (trace.length < TRACE_SECONDS * TRACE_HZ) {
    const target = gaussian(0.5);
    const length = Math.hypot(target[0] - at[0], target[1] - at[1]);
    const [missX, missY] = gaussian(MISS * length);
    reach([target[0] + missX, target[1] + missY]);
    rest(0.08);
    reach(target);
    // Most rests are short looks at a picture, some are long.
    rest(-0.4 * Math.log(1 - random()));
  }
  return trace.slice(0, TRACE_SECONDS * TRACE_HZ);
}
