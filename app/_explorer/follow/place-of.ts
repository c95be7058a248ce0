import type { WithLink } from "../../../server/protocol/lesson.ts";

/** Who goes along with whom, by follower. */
export type Companions = ReadonlyMap<number, { leader: number; place: boolean }>;

export function companionsOf(
  links: readonly WithLink[],
  known: Companions = new Map(),
): Companions {
  const companions = new Map(known);
  for (const [slot, leader, place] of links) {
    if (leader === 0) companions.delete(slot);
    else companions.set(slot, { leader, place: place === 1 });
  }
  return companions;
}

/** At whose place someone stands: their own, or that of whom they follow, who may follow someone too. */
export function standsWith(companions: Companions, slot: number): number {
  const seen = new Set<number>();
  let at = slot;
  for (let link = companions.get(at); link?.place && !seen.has(at); link = companions.get(at)) {
    seen.add(at);
    at = link.leader;
  }
  return at;
}
