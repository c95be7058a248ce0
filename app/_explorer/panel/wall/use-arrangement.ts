import { useMemo, useState } from "react";
import type { Peer } from "../../../../server/protocol/entities.ts";
import { live } from "../../live.ts";
import { useExplorer } from "../../store.ts";
import { orderWall, type Walled, type WallOrder } from "./wall-order.ts";

const walled = ({ slot, name }: Peer): Walled => {
  const cursor = live.cursors.get(slot);
  return { slot, name, z: cursor?.z ?? null, pixels: cursor?.pixels ?? null };
};

export interface Arrangement {
  order: WallOrder;
  slots: readonly number[];
  /** Orders anew, by where people are and what they show now. */
  arrange: (order: WallOrder) => void;
}

/**
 * Everyone else's slots in the order chosen. Places and likenesses are compared once, when asked for: tiles that
 * wandered would be pressed by mistake. Who comes later stands at the end; hands and names count at once.
 */
export function useArrangement(): Arrangement {
  const peers = useExplorer((s) => s.peers);
  const hands = useExplorer((s) => s.lesson.hands);
  const [chosen, setChosen] = useState<{ order: WallOrder; slots: readonly number[] }>({
    order: "name",
    slots: [],
  });
  const { order } = chosen;
  const slots = useMemo(() => {
    const people = [...peers.values()].map(walled);
    if (order === "name" || order === "hand") return orderWall(order, people, hands);
    const kept = chosen.slots.filter((slot) => peers.has(slot));
    const known = new Set(kept);
    return [...kept, ...[...peers.keys()].filter((slot) => !known.has(slot))];
  }, [peers, hands, order, chosen]);
  const arrange = (next: WallOrder) => {
    const people = [...peers.values()].map(walled);
    setChosen({ order: next, slots: orderWall(next, people, hands) });
  };
  return { order, slots, arrange };
}
