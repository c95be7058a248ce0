import type { KeyName, Link, Right } from "../protocol/rights.ts";
import type { KeyHashes } from "../store/store.ts";

/** Who may do what in a room: the holders of its keys, and everyone else. Knows hashes of keys only. */
export class Access {
  #hashes: KeyHashes;
  readonly #same: (a: string, b: string) => boolean;

  /** @param same compares hashes in a time that tells nothing of either */
  constructor(hashes: KeyHashes, same: (a: string, b: string) => boolean) {
    this.#hashes = hashes;
    this.#same = same;
  }

  /** What the holder of a key of this hash may do, or of none; null: not even come in. */
  rightOf(keyHash: string | null, link: Link): Right | null {
    if (this.#opens("host", keyHash)) return "owner";
    if (this.#opens("cohost", keyHash)) return "host";
    return link === "closed" ? null : link;
  }

  /** Whether it is the hash of a key of this room that is in force. */
  isKey(keyHash: string | null): boolean {
    return this.#opens("host", keyHash) || this.#opens("cohost", keyHash);
  }

  /** The key of before is dead. */
  set(which: KeyName, hash: string | null): void {
    this.#hashes = { ...this.#hashes, [which]: hash };
  }

  #opens(which: KeyName, keyHash: string | null): boolean {
    const hash = this.#hashes[which];
    return keyHash !== null && hash !== null && this.#same(hash, keyHash);
  }
}
