import type { BenchSource, BenchState } from "../../../../../server/protocol/bench.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { changeBench } from "../../../bench/bench-store.ts";
import type { BenchCard } from "../../../bench/candidates.ts";

/** What each way to choose an image is given. */
export interface SourceProps {
  state: BenchState;
  room: ModelCard;
  cards: readonly BenchCard[];
}

/** Puts it on the bench; the damage stays. */
export function setSource(source: BenchSource): void {
  changeBench((state) => ({ ...state, source }));
}
