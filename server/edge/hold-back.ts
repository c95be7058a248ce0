import { setTimeout as sleep } from "node:timers/promises";

/** Whoever asks again the moment it was refused asks once in this time; a person who reads "wait a moment" does not notice. */
const HOLD_MS = 1000;
/** With so many of an address being held, what else it asks is not even read: reading a refused body costs as much as the answer. */
const UNREAD_FROM = 8;
/** Held of everyone together; each is a waiting answer of some kilobytes. Beyond it refusals go out at once. */
const HELD_MAX = 2000;

/** Refusals that wait before they are told, so that a flood costs its sender time and the server little. */
export interface HoldBack {
  /** Resolves when the refusal may be told. */
  hold: (address: string) => Promise<void>;
  /** So many of this address are held that the next is refused unread. */
  isFull: (address: string) => boolean;
}

export function createHoldBack(wait: (ms: number) => Promise<unknown> = sleep): HoldBack {
  const held = new Map<string, number>();
  let total = 0;
  return {
    async hold(address) {
      if (total >= HELD_MAX) return;
      total++;
      held.set(address, (held.get(address) ?? 0) + 1);
      try {
        await wait(HOLD_MS);
      } finally {
        total--;
        const left = (held.get(address) ?? 1) - 1;
        if (left > 0) held.set(address, left);
        else held.delete(address);
      }
    },
    isFull: (address) => (held.get(address) ?? 0) >= UNREAD_FROM,
  };
}
