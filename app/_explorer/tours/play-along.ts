import { latentAt } from "../../../server/latent/path.ts";
import type { StopPath } from "../../../server/protocol/tour.ts";
import { flyAlong, live } from "../live.ts";
import { useExplorer } from "../store.ts";
import { goTo } from "../travel.ts";

/** From where the cursor stands to the beginning of the path. */
const THERE_MS = 700;

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Draws a stop's path in the scene; null takes the line away. */
export function showStopPath(path: StopPath | null): void {
  const stops = path?.stops.map((z) => ({ z })) ?? [];
  useExplorer.setState({ tourPath: path && { interpolation: path.interpolation, stops } });
}

/** Takes the own cursor to the path's beginning and along it, in this page only. A drag or a key ends it. */
export function playAlong({ interpolation, seconds, stops }: StopPath): void {
  const latents = stops.map((z) => Float32Array.from(z));
  const [first] = latents;
  const last = latents.at(-1);
  if (!first || !last) return;
  if (!live.scene) {
    // Nothing moves without a scene: at least the end is shown.
    goTo(last);
    return;
  }
  const from = live.z;
  const ms = THERE_MS + seconds * 1000;
  flyAlong(
    (share) => {
      const at = share * ms;
      if (at >= THERE_MS)
        return latentAt(latents, interpolation, (at - THERE_MS) / (ms - THERE_MS));
      const t = smooth(at / THERE_MS);
      return from.map((value, d) => value + t * ((first[d] ?? 0) - value));
    },
    last,
    ms,
  );
}
