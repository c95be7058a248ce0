import type { Right } from "../../../server/protocol/rights.ts";

type Done = { method: string; args: readonly unknown[] };

/** Who may do what, out of nothing but what was stored: the plain link and the hashes of the keys. */
export class RightsOracle {
  #link: "edit" | "view" | "closed" = "edit";
  readonly #keys = new Map<unknown, unknown>();
  #read = 0;
  /** How many were removed. */
  removed = 0;

  constructor(hostKeyHash: string) {
    this.#keys.set("host", hostKeyHash);
  }

  /** Takes over what was done since. */
  read(done: readonly Done[]): void {
    for (const { method, args } of done.slice(this.#read)) {
      if (method === "setRoomKey") this.#keys.set(args[1], args[2]);
      const { link } = (method === "changeRoom" ? args[1] : {}) as { link?: "edit" };
      if (link) this.#link = link;
    }
    this.#read = done.length;
  }

  rightOf(keyHash: string | null): Right | null {
    if (keyHash !== null && keyHash === this.#keys.get("host")) return "owner";
    if (keyHash !== null && keyHash === this.#keys.get("cohost")) return "host";
    return this.#link === "closed" ? null : this.#link;
  }
}
