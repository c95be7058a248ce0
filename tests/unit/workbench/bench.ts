import type { BenchState } from "../../../server/protocol/bench.ts";

/** A bench with an image of the data, and the lesson's noise on it. */
export const BENCH: BenchState = {
  source: { kind: "datum", dataset: "digits", row: 8500 },
  damage: { blur: 0, noise: "veil", level: 1, mask: 0, factor: 1, seed: 7 },
  models: null,
};
