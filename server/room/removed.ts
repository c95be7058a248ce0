import type { Session } from "./session.ts";

/** More than a class of any size; beyond it the first who was removed could come back. */
const REMOVED_MAX = 2000;

/**
 * Who was removed from a room: by their browser and by the tokens that would resume them, for as long as the room lives.
 * It can't tell a person: another browser, a private window or another device is somebody new to it.
 */
export class Removed {
  readonly #known = new Set<string>();

  add({ browserId, tokenHash, formerHash }: Session): void {
    for (const known of [browserId, tokenHash, formerHash]) if (known) this.#known.add(known);
    for (const first of this.#known) {
      if (this.#known.size <= REMOVED_MAX) return;
      this.#known.delete(first);
    }
  }

  has(browserId: string, tokenHash: string | null): boolean {
    return this.#known.has(browserId) || (tokenHash !== null && this.#known.has(tokenHash));
  }
}
