import type { Secrets } from "../people.ts";

/** Whose names these are is not to be read from them: the field is emptied. */
const AUTHORS = new Set(["author", "startedBy"]);

/**
 * Keeps people's names from all but hosts. Works on whatever is about to be sent, by its form: a new event that names a
 * person (`slot` beside `name`) or an author needs no line here.
 */
export class NameMask {
  readonly #secrets: Secrets;
  readonly #aliases = new Map<number, number>();
  #on = false;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get on(): boolean {
    return this.#on;
  }

  /** From now on; people get their numbers in an order that says nothing about who came first. */
  hide(slots: readonly number[]): void {
    this.#on = true;
    const salt = this.#secrets.token();
    const drawn = slots.map((slot) => ({ slot, lot: this.#secrets.hash(`${salt} ${slot}`) }));
    this.#aliases.clear();
    for (const { slot } of drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1))) this.#aliasOf(slot);
  }

  show(): void {
    this.#on = false;
  }

  /**
   * `value` without names, where they are hidden.
   * @param own whose name stays, their own
   */
  mask<T>(value: T, own: number | null = null): T {
    return this.#on ? (this.#masked(value, own) as T) : value;
  }

  #masked(value: unknown, own: number | null): unknown {
    if (Array.isArray(value))
      // Latents: nothing but numbers, and many.
      return typeof value[0] === "number" ? value : value.map((item) => this.#masked(item, own));
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    const fields: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(value))
      fields[key] = AUTHORS.has(key) ? "" : this.#masked(field, own);
    const { slot, name } = value as { slot?: unknown; name?: unknown };
    if (typeof slot !== "number" || typeof name !== "string" || slot === own) return fields;
    return { ...fields, name: "", alias: this.#aliasOf(slot) };
  }

  #aliasOf(slot: number): number {
    const alias = this.#aliases.get(slot) ?? this.#aliases.size + 1;
    this.#aliases.set(slot, alias);
    return alias;
  }
}
