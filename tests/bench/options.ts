import type { WalkName } from "./walks.ts";

export interface BenchOptions {
  /** Ends within 20 seconds or so. */
  quick: boolean;
  model: string;
  clients: number | undefined;
  hz: number | undefined;
  seconds: number | undefined;
  /** How bots move (walks.ts). */
  walk: WalkName;
  /** `room`: bookmarks saved a second beside it. */
  saves: number | undefined;
  /** `soak`: people come and go, rename, save and play; undefined leaves it to the length of the run. */
  churn: boolean | undefined;
}

export interface Bench {
  about: string;
  /** Prints a table; returns the JSON fields after `bench`. */
  run: (options: BenchOptions) => Promise<Record<string, unknown>>;
}
