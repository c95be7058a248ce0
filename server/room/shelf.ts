import { type Placed, placed } from "../protocol/events.ts";

interface Item {
  id: string;
  createdAt: string;
}

/** Who hears of changes. */
interface Hearers<T> {
  /** It lies there now, for lists elsewhere. */
  put: (put: Placed<T>) => void;
  gone: (id: string) => void;
}

/** One of a room's lists, oldest first, as the store holds it. What changes is told, so that it cannot be forgotten. */
export class Shelf<T extends Item> {
  #items: readonly T[];
  readonly #hearers: Hearers<T>;

  constructor(items: readonly T[], hearers: Hearers<T>) {
    this.#items = items;
    this.#hearers = hearers;
  }

  get all(): readonly T[] {
    return this.#items;
  }

  find(id: string | null): T | undefined {
    return this.#items.find((item) => item.id === id);
  }

  put(item: T): void {
    // What was removed and comes back has its old place.
    const later = this.#items.findIndex(({ createdAt }) => createdAt > item.createdAt);
    const at = later < 0 ? this.#items.length : later;
    this.#items = placed(this.#items, { item, at });
    this.#hearers.put({ item, at });
  }

  remove(id: string): void {
    this.#items = this.#items.filter((item) => item.id !== id);
    this.#hearers.gone(id);
  }
}
