export interface BenchOptions {
  /** Ends within 20 seconds. */
  quick: boolean;
  model: string;
  clients: number | undefined;
  hz: number | undefined;
  seconds: number | undefined;
}

export interface Bench {
  about: string;
  /** Prints a table; returns the JSON fields after `bench`. */
  run: (options: BenchOptions) => Promise<Record<string, unknown>>;
}
