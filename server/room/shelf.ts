import { type Placed, placed } from "../protocol/events.ts";

interface Item {
  id: string;
  createdAt: string;
}

/** One of a room's lists, oldest first, as the store holds it. */
export class Shelf<T extends Item> {
  #items: readonly T[];

  constructor(items: readonly T[]) {
    this.#items = items;
  }

  get all(): readonly T[] {
    return this.#items;
  }

  find(id: string | null): T | undefined {
    return this.#items.find((item) => item.id === id);
  }

  /** @returns where it lies now, for lists elsewhere */
  put(item: T): Placed<T> {
    // What was removed and comes back has its old place.
    const later = this.#items.findIndex(({ createdAt }) => createdAt > item.createdAt);
    const at = later < 0 ? this.#items.length : later;
    this.#items = placed(this.#items, { item, at });
    return { item, at };
  }

  remove(id: string): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }
}
