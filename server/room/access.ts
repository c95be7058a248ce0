import { AppError } from "../protocol/errors.ts";
import type { KeyName, Link, Right } from "../protocol/rights.ts";
import type { KeyHashes } from "../store/store.ts";
import type { Newcomer, Secrets } from "./people.ts";
import type { Place } from "./place.ts";
import { Removed } from "./removed.ts";

export type Admitted = Pick<Place, "keyHash" | "right">;

/** Who may come into a room and do what there: the holders of its keys, and everyone else. Knows hashes of keys only. */
export class Access {
  readonly removed = new Removed();
  #hashes: KeyHashes;
  readonly #secrets: Pick<Secrets, "hash" | "same">;

  constructor(hashes: KeyHashes, secrets: Pick<Secrets, "hash" | "same">) {
    this.#hashes = hashes;
    this.#secrets = secrets;
  }

  /**
   * @param before the place that this newcomer comes back to: its key counts where the page shows none that opens, since
   * the answer that told the page of a new one may have been lost with the connection
   * @throws AppError `removed`, `room_closed`
   */
  admit(who: Newcomer, before: Place | undefined, link: Link): Admitted {
    const shown = this.#hashOf(who.key);
    const keyHash = this.#opens("host", shown) || this.#opens("cohost", shown) ? shown : null;
    const counts = keyHash ?? before?.keyHash ?? null;
    const right = this.rightOf(counts, link);
    // Nobody locks out the owner, who may sit at a browser that somebody was removed with.
    if (right !== "owner" && this.removed.has(who.browserId, this.#hashOf(who.token)))
      throw new AppError("removed");
    if (right === null) throw new AppError("room_closed");
    return { right, keyHash: counts };
  }

  /** What the holder of a key of this hash may do, or of none; null: not even be here. */
  rightOf(keyHash: string | null, link: Link): Right | null {
    if (this.#opens("host", keyHash)) return "owner";
    if (this.#opens("cohost", keyHash)) return "host";
    return link === "closed" ? null : link;
  }

  /** The key of before is dead. */
  set(which: KeyName, hash: string | null): void {
    this.#hashes = { ...this.#hashes, [which]: hash };
  }

  #hashOf(secret: string | null | undefined): string | null {
    return secret ? this.#secrets.hash(secret) : null;
  }

  #opens(which: KeyName, keyHash: string | null): boolean {
    const hash = this.#hashes[which];
    return keyHash !== null && hash !== null && this.#secrets.same(hash, keyHash);
  }
}
