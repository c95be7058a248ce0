import { clustersWithin, meanPairwiseDistance } from "../../../../server/latent/spread.ts";
import type { TaskAnswer, TaskGoal } from "../../../../server/protocol/task.ts";
import { type Measured, moreIsBetter } from "./measure.ts";

export interface Ranked extends TaskAnswer {
  measured: Measured;
  /** From 1, of those that count; null for the others. Equal values share a rank. */
  rank: number | null;
}

/** Best first; then those that do not count, nearest to the goal first; then what has no value yet. */
export function rank(
  goal: TaskGoal,
  answers: readonly (TaskAnswer & { measured: Measured })[],
): Ranked[] {
  const sign = moreIsBetter(goal) ? -1 : 1;
  const worth = ({ measured: { value } }: { measured: Measured }) =>
    value === null ? Number.POSITIVE_INFINITY : sign * value;
  const group = ({ measured: { miss, value } }: { measured: Measured }) =>
    value === null ? 2 : miss ? 1 : 0;
  const sorted = [...answers].sort(
    (a, b) => group(a) - group(b) || worth(a) - worth(b) || (a.key < b.key ? -1 : 1),
  );
  return sorted.map((answer) => {
    const better = sorted.filter((other) => group(other) === 0 && worth(other) < worth(answer));
    return { ...answer, rank: group(answer) === 0 ? better.length + 1 : null };
  });
}

export interface Overview {
  /** Mean distance of all pairs of places, σ; null below two. */
  spread: number | null;
  /** Sizes of the groups that answers fall into, largest first. */
  clusters: number[];
  /** Classes of the nearest data, most frequent first. */
  classes: { label: number; count: number }[];
}

/** What all answers together say. Groups hang together by steps of at most half the spread. */
export function overview(answers: readonly Ranked[]): Overview {
  const points = answers.flatMap(({ answer }) =>
    answer.kind === "place" ? Float32Array.from(answer.z) : [],
  );
  const spread = meanPairwiseDistance(points);
  const clusters = clustersWithin(points, (spread ?? 0) / 2).map(({ length }) => length);
  const counts = new Map<number, number>();
  for (const { measured } of answers) {
    const { label } = measured.nearest;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const classes = [...counts].map(([label, count]) => ({ label, count }));
  return { spread, clusters, classes: classes.sort((a, b) => b.count - a.count) };
}
