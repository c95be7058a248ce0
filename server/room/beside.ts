import { AppError } from "../protocol/errors.ts";
import type { ModelCard } from "../protocol/model-card.ts";

/**
 * The second model that a room shows beside its own. It lives as long as the room is open: who comes back next week starts
 * with one.
 */
export class Beside {
  #card: ModelCard | null = null;
  readonly #tell: (card: ModelCard | null) => void;

  constructor(tell: (card: ModelCard | null) => void) {
    this.#tell = tell;
  }

  get card(): ModelCard | null {
    return this.#card;
  }

  /**
   * @param room the room's own model
   * @throws AppError `same_model`, `other_data`
   */
  put(card: ModelCard | null, room: ModelCard): void {
    if (card?.id === room.id) throw new AppError("same_model");
    // What links the two are the images, row by row.
    if (card && card.dataset.hash !== room.dataset.hash) throw new AppError("other_data");
    if (card?.id === this.#card?.id) return;
    this.#card = card;
    this.#tell(card);
  }

  /** The room has gone over to another model: what no longer goes with it goes. */
  roomIsIn(room: ModelCard): void {
    const fits = this.#card?.dataset.hash === room.dataset.hash && this.#card.id !== room.id;
    if (!fits) this.put(null, room);
  }
}
