import type { NoiseCourse } from "../../../noise/noise-state.ts";

/** The majority of the ten nearest data at this much noise; at a flip, the new one. */
export function classAt({ stretches }: NoiseCourse, amount: number): number {
  return stretches.findLast(({ from }) => from <= amount)?.label ?? 0;
}
