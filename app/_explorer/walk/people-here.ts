import { norm } from "../../../server/latent/interpolate.ts";
import { live } from "../live.ts";
import { useExplorer } from "../store.ts";
import type { Near } from "./sentences.ts";

/** Who is in touch and was heard, by slot: an order that stays as people move. */
export function peopleHere(): { slot: number; name: string; z: Float32Array }[] {
  return [...useExplorer.getState().peers.values()]
    .flatMap(({ slot, name, online }) => {
      const z = live.cursors.get(slot)?.z;
      return online && z ? [{ slot, name, z }] : [];
    })
    .sort((a, b) => a.slot - b.slot);
}

/** Who is nearest to `z` in latent space. */
export function nearestPerson(z: Float32Array): Near | null {
  let best: Near | null = null;
  for (const { name, z: at } of peopleHere()) {
    const distance = norm(at.map((value, d) => value - (z[d] ?? 0)));
    if (!best || distance < best.distance) best = { name, distance };
  }
  return best;
}
