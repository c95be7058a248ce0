import type { ViewFrame } from "../../protocol/view-section.ts";

interface Held {
  seq: number;
  bytes: Uint8Array;
  /** Not yet told to the room. */
  changed: boolean;
}

/** The newest view of each person who is followed; what a newer one replaces is never told. */
export class Views {
  readonly #held = new Map<number, Held>();

  /** Takes a view; false when it is not newer than the one that is held. */
  put({ slot, seq, bytes }: ViewFrame): boolean {
    if (seq <= (this.#held.get(slot)?.seq ?? 0)) return false;
    this.#held.set(slot, { seq, bytes, changed: true });
    return true;
  }

  /** What changed since the last call. */
  takeChanges(): ViewFrame[] {
    const changes: ViewFrame[] = [];
    for (const [slot, held] of this.#held) {
      if (!held.changed) continue;
      held.changed = false;
      changes.push({ slot, seq: held.seq, bytes: held.bytes });
    }
    return changes;
  }

  /** Everything, for someone who just came or fell behind. */
  all(): ViewFrame[] {
    return [...this.#held].map(([slot, { seq, bytes }]) => ({ slot, seq, bytes }));
  }

  forget(slot: number): void {
    this.#held.delete(slot);
  }
}
