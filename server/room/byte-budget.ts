/** So much may go at once after a quiet time, in seconds of the limit. */
const BURST_S = 0.5;
const WINDOW_MS = 2000;

/** What a room sends to all its receivers together: how much more it may, and how much it did. */
export class ByteBudget {
  readonly #now: () => number;
  #limit: number | null = null;
  /** Bytes that may go; below zero what could not wait is paid off first. */
  #left = 0;
  #filledAt: number;
  #window: { since: number; bytes: number };
  #lastWindow = 0;

  /** @param now milliseconds, monotonic */
  constructor(now: () => number) {
    this.#now = now;
    this.#filledAt = now();
    this.#window = { since: now(), bytes: 0 };
  }

  /** Bytes a second; null: no limit. */
  get limit(): number | null {
    return this.#limit;
  }

  set limit(limit: number | null) {
    if (limit === this.#limit) return;
    this.#limit = limit;
    this.#left = (limit ?? 0) * BURST_S;
    this.#filledAt = this.#now();
  }

  /** Bytes that may go now. */
  get left(): number {
    if (this.#limit === null) return Number.POSITIVE_INFINITY;
    const now = this.#now();
    const grown = this.#left + ((now - this.#filledAt) / 1000) * this.#limit;
    this.#filledAt = now;
    this.#left = Math.min(this.#limit * BURST_S, grown);
    return this.#left;
  }

  /** More than half of what may go at once is left: also what could wait may go. */
  get ample(): boolean {
    return this.left > ((this.#limit ?? 0) * BURST_S) / 2;
  }

  /** Milliseconds until something may go again. */
  get waitMs(): number {
    return this.#limit === null ? 0 : Math.ceil((Math.max(0, -this.left) / this.#limit) * 1000) + 1;
  }

  spend(bytes: number): void {
    this.#roll();
    this.#window.bytes += bytes;
    if (this.#limit !== null) this.#left = this.left - bytes;
  }

  /** Bytes a second that went out lately. */
  get used(): number {
    this.#roll();
    return (this.#lastWindow / WINDOW_MS) * 1000;
  }

  #roll(): void {
    const windows = Math.floor((this.#now() - this.#window.since) / WINDOW_MS);
    if (windows === 0) return;
    this.#lastWindow = windows === 1 ? this.#window.bytes : 0;
    this.#window = { since: this.#window.since + windows * WINDOW_MS, bytes: 0 };
  }
}
