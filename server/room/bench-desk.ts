import type { Clock } from "../clock.ts";
import type { BenchState, ShownBench } from "../protocol/bench.ts";
import { AppError } from "../protocol/errors.ts";
import { allows } from "../protocol/rights.ts";
import type { Place } from "./place.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** Somebody who drags a slider is told to a class ten times a second: the newest wins. */
const TELL_MS = 100;

interface BenchDeskOptions {
  clock: Clock;
  /** Slot of whoever presents. */
  presenter: () => number | undefined;
  tell: (shown: ShownBench | null) => void;
}

/** The workbench that a room is shown. */
export class BenchDesk {
  readonly #options: BenchDeskOptions;
  readonly #ticker: Ticker;
  #shown: ShownBench | null = null;

  constructor(options: BenchDeskOptions) {
    this.#options = options;
    const tell = () => options.tell(this.#shown);
    this.#ticker = createTicker(tell, () => TELL_MS, options.clock);
  }

  get shown(): ShownBench | null {
    return this.#shown;
  }

  /**
   * Shows a bench in the place of the last, or takes it away; whoever shows it may always do that.
   * @throws AppError `forbidden` for whoever neither presents nor is a host
   */
  show({ slot, right }: Pick<Place, "slot" | "right">, state: BenchState | null): void {
    const own = state === null && this.#shown?.slot === slot;
    if (!own && this.#options.presenter() !== slot && !allows(right, "host"))
      throw new AppError("forbidden");
    this.#set(state && { slot, state });
  }

  /** Left for good: what they showed goes with them. */
  gone(slot: number): void {
    if (this.#shown?.slot === slot) this.end();
  }

  end(): void {
    this.#set(null);
  }

  dispose(): void {
    this.#ticker.dispose();
  }

  #set(shown: ShownBench | null): void {
    if (!shown && !this.#shown) return;
    this.#shown = shown;
    this.#ticker.mark();
  }
}
