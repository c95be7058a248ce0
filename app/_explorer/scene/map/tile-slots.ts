/** Layers of one texture, lent to tiles: the least recently seen gives its layer up. Memory is what the texture takes, whatever is looked at. */
export class TileSlots {
  /** Keys in order of last sight. */
  readonly #layers = new Map<string, number>();
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  has(key: string): boolean {
    return this.#layers.has(key);
  }

  /** The layer of a tile, which counts as seen by that. */
  find(key: string): number | undefined {
    const layer = this.#layers.get(key);
    if (layer === undefined) return undefined;
    this.#layers.delete(key);
    this.#layers.set(key, layer);
    return layer;
  }

  /** A layer for a tile that has none yet. */
  take(key: string): number {
    const [oldest] = this.#layers;
    let layer = this.#layers.size;
    if (oldest && layer >= this.#count) {
      layer = oldest[1];
      this.#layers.delete(oldest[0]);
    }
    this.#layers.set(key, layer);
    return layer;
  }
}
