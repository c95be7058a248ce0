import { PLAYBACK_SLOT } from "../protocol/entities.ts";
import { type Cursor, createCursor } from "./cursor.ts";
import type { People } from "./people.ts";

export interface CursorsOptions {
  latentDim: number;
  people: Pick<People, "session" | "sessions">;
  /** Milliseconds, monotonic. */
  now: () => number;
  /** Whose image may be told; the others' places are told alone. */
  showsImage?: (slot: number) => boolean;
}

/** One cursor as the room is told of it. `image` is null when only the place is told. */
export interface CursorState {
  slot: number;
  seq: number;
  imageSeq: number;
  z: Float32Array;
  image: Uint8Array | null;
}

/** Longer than a decode takes on a busy laptop, shorter than what feels like a stop. */
export const PLACE_ALONE_MS = 80;

/**
 * Where everyone in a room is in the latent space of its model, what is drawn there, and what has changed since the last
 * tick. Pure and synchronous: knows no socket, no engine, no store.
 */
export class Cursors {
  /** A playback stands in the room: its head is told like a person's cursor. */
  headShown = false;
  readonly #options: CursorsOptions;
  readonly #head: Cursor;
  /** Of people, by slot, from when they are first asked for. */
  readonly #bySlot = new Map<number, Cursor>();
  #imagesWait = false;
  #placesWait = false;

  constructor(options: CursorsOptions) {
    this.#options = options;
    this.#head = createCursor(options.latentDim);
  }

  /** Takes a move; false when it is not newer than what is known, or not a latent of this model. */
  move(slot: number, seq: number, z: Float32Array): boolean {
    const cursor = this.#cursor(slot);
    if (!cursor || seq <= cursor.seq || z.length !== this.#options.latentDim) return false;
    cursor.z = z;
    cursor.seq = seq;
    cursor.placeChanged = true;
    return true;
  }

  /** Takes a decoded image; false when a newer one is there or the person left. */
  image(slot: number, seq: number, image: Uint8Array): boolean {
    const cursor = this.#cursor(slot);
    if (!cursor || seq < cursor.imageSeq) return false;
    cursor.image = image;
    cursor.imageSeq = seq;
    cursor.imageAt = this.#options.now();
    cursor.imageChanged = true;
    return true;
  }

  /** The move to give the playback head next; its seq goes on from the last. */
  nextHeadSeq(): number {
    return this.#head.seq + 1;
  }

  /** The next playback starts without the last image of this one. */
  resetHead(): void {
    Object.assign(this.#head, createCursor(this.#options.latentDim), { seq: this.#head.seq });
  }

  /** A place waits a moment for its image, so that both travel once; without images, places travel alone. */
  #late({ imageAt }: Cursor): boolean {
    return this.#options.now() - imageAt >= PLACE_ALONE_MS;
  }

  /** Some image was held back by the last `takeChanges`, since others went first. */
  get imagesWait(): boolean {
    return this.#imagesWait;
  }

  /** Some place was held back by the last `takeChanges`, since its image may still come. */
  get placesWait(): boolean {
    return this.#placesWait;
  }

  /**
   * What changed since the last call, for everyone. Where more than `maxImages` are new, the playback head's goes
   * first, then whoever's was told longest ago: in a crowd images come less often, places as ever.
   */
  takeChanges(maxImages = Number.POSITIVE_INFINITY): CursorState[] {
    const changes: CursorState[] = [];
    this.#imagesWait = this.#placesWait = false;
    const told = this.#imagesToTell(maxImages);
    for (const [slot, cursor] of this.#cursors()) {
      const shown = this.#mayTellImage(slot);
      const withImage = cursor.imageChanged && shown && (!told || told.has(cursor));
      if (cursor.imageChanged && shown && !withImage) this.#imagesWait = true;
      if (!withImage && !cursor.placeChanged) continue;
      if (!cursor.imageChanged && !this.#late(cursor)) {
        this.#placesWait = true;
        continue;
      }
      changes.push(toState(slot, cursor, withImage));
      cursor.placeChanged = false;
      if (!withImage) continue;
      cursor.imageChanged = false;
      cursor.imageToldAt = this.#options.now();
    }
    return changes;
  }

  /** Null when all that are new may be told. */
  #imagesToTell(max: number): Set<Cursor> | null {
    const fresh: Cursor[] = [];
    for (const [slot, cursor] of this.#cursors())
      if (cursor.imageChanged && this.#mayTellImage(slot)) fresh.push(cursor);
    if (fresh.length <= max) return null;
    const since = (cursor: Cursor) =>
      cursor === this.#head ? Number.NEGATIVE_INFINITY : cursor.imageToldAt;
    return new Set(fresh.sort((a, b) => since(a) - since(b)).slice(0, max));
  }

  /** One cursor as it stands; undefined when it left. */
  look(slot: number): CursorState | undefined {
    const cursor = this.#cursor(slot);
    return cursor && toState(slot, cursor, this.#mayTellImage(slot));
  }

  /** One cursor as its owner knows it: what is hidden from others is not from them. */
  own(slot: number): CursorState | undefined {
    const cursor = this.#cursor(slot);
    return cursor && toState(slot, cursor, true);
  }

  /** Everything, for someone who just came or fell behind. */
  snapshot(): CursorState[] {
    const states: CursorState[] = [];
    for (const [slot, cursor] of this.#cursors()) {
      if (cursor.seq > 0) states.push(toState(slot, cursor, this.#mayTellImage(slot)));
    }
    return states;
  }

  /** Everything of this cursor is told once more: it was hidden, or will be. */
  tellAgain(slot: number): void {
    const cursor = this.#cursor(slot);
    if (!cursor || cursor.seq === 0) return;
    cursor.placeChanged = true;
    cursor.imageChanged = cursor.image !== null;
  }

  /** Whoever left for good. */
  forget(slot: number): void {
    this.#bySlot.delete(slot);
  }

  #mayTellImage(slot: number): boolean {
    return slot === PLAYBACK_SLOT || (this.#options.showsImage?.(slot) ?? true);
  }

  #cursor(slot: number): Cursor | undefined {
    if (slot === PLAYBACK_SLOT) return this.#head;
    return this.#options.people.session(slot) && this.#of(slot);
  }

  #of(slot: number): Cursor {
    const cursor = this.#bySlot.get(slot) ?? createCursor(this.#options.latentDim);
    this.#bySlot.set(slot, cursor);
    return cursor;
  }

  *#cursors(): Iterable<[number, Cursor]> {
    if (this.headShown) yield [PLAYBACK_SLOT, this.#head];
    for (const { slot, hidden } of this.#options.people.sessions)
      if (!hidden) yield [slot, this.#of(slot)];
  }
}

function toState(
  slot: number,
  { seq, imageSeq, z, image }: Cursor,
  withImage: boolean,
): CursorState {
  return { slot, seq, imageSeq, z, image: withImage ? image : null };
}
