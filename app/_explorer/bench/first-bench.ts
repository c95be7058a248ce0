import type { BenchState } from "../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { type BenchCard, isRestorer } from "./candidates.ts";

/** An image that no model has seen, with noise on it. */
export function firstBench({ dataset }: ModelCard): BenchState {
  const { train, validation, heldOut } = dataset.shown;
  const row = heldOut > 0 ? train + validation : 0;
  return {
    source: { kind: "datum", dataset: dataset.id, row },
    damage: { blur: 0, noise: "zeroMean", level: 0.6, mask: 0, factor: 1, seed: 1 },
    models: null,
  };
}

/** One that shows what this model is for. */
export function benchFor(card: BenchCard, room: ModelCard): BenchState {
  const first = firstBench(room);
  if (isRestorer(card)) {
    const factor = card.factor === 4 ? 4 : 2;
    return { ...first, damage: { ...first.damage, noise: "none", factor } };
  }
  return { ...first, models: [...new Set([room.id, card.id])] };
}
