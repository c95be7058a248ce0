import type { CursorFrame, FrameImage } from "../protocol/frame.ts";
import { difference, inSixteenLevels } from "../protocol/image-stream.ts";
import type { CursorState } from "./cursors.ts";

/** While no more than this many images change, everyone sees every shade. */
const EXACT_IMAGES = 4;
/** Whose image changed within this time is moving; afterwards its sixteen levels are made exact. */
export const MOVING_MS = 200;

/** What everyone who keeps up holds of one cursor's image. */
interface Told {
  bytes: Uint8Array;
  imageSeq: number;
  at: number;
  /** The image itself, where `bytes` has sixteen levels of it. */
  exact: Uint8Array | null;
}

/**
 * The images that a room's receivers hold, and what to send so that they hold the next: the difference to the last,
 * in a crowd with sixteen grey levels. Files are sent as they are.
 */
export class ToldImages {
  readonly #told = new Map<number, Told>();
  readonly #files: boolean;

  constructor({ files }: { files: boolean }) {
    this.#files = files;
  }

  /** Each of `states` as it is sent to those who hold what was told before. `now` is in milliseconds, monotonic. */
  tell(states: readonly CursorState[], now: number): CursorFrame[] {
    const coarse = !this.#files && this.#moving(now) > EXACT_IMAGES;
    return states.map((state) => {
      const { slot, imageSeq, image } = state;
      if (!image) return { ...state, image: null };
      const held = this.#told.get(slot);
      const bytes = coarse ? inSixteenLevels(image) : image;
      this.#told.set(slot, { bytes, imageSeq, at: now, exact: coarse ? image : null });
      if (this.#files || !held) return { ...state, image: this.whole(bytes) };
      return { ...state, image: { coding: "difference", bytes: difference(bytes, held.bytes) } };
    });
  }

  /**
   * Makes up to `max` images exact that stand still.
   * @param look the cursor of a slot as it stands
   */
  settle(now: number, max: number, look: (slot: number) => CursorState | undefined): CursorFrame[] {
    const frames: CursorFrame[] = [];
    for (const [slot, told] of this.#told) {
      const { exact, imageSeq } = told;
      if (frames.length >= max) break;
      if (!exact || now - told.at < MOVING_MS) continue;
      const bytes = difference(exact, told.bytes);
      Object.assign(told, { bytes: exact, exact: null });
      const state = look(slot);
      if (state) frames.push({ ...state, imageSeq, image: { coding: "difference", bytes } });
    }
    return frames;
  }

  /** Some image still has sixteen levels. */
  get unsettled(): boolean {
    for (const { exact } of this.#told.values()) if (exact) return true;
    return false;
  }

  /** `states` for someone who holds nothing: whole images, the same that the others hold. */
  catchUp(states: readonly CursorState[]): CursorFrame[] {
    return states.map((state) => {
      const told = this.#told.get(state.slot);
      const image = told ? this.whole(told.bytes) : null;
      return { ...state, imageSeq: told?.imageSeq ?? 0, image };
    });
  }

  whole(bytes: Uint8Array): FrameImage {
    return { coding: this.#files ? "file" : "pixels", bytes };
  }

  /** Whoever left; a later cursor of this slot starts with a whole image. */
  forget(slot: number): void {
    this.#told.delete(slot);
  }

  #moving(now: number): number {
    let count = 0;
    for (const { at } of this.#told.values()) if (now - at < MOVING_MS) count++;
    return count;
  }
}
