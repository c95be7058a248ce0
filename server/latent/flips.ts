import { NEIGHBOURS } from "./density.ts";
import type { LabelledRows } from "./survey.ts";

/** A stretch of the way on which the ten nearest data have one majority. */
export interface Stretch {
  from: number;
  to: number;
  label: number;
}

/**
 * Squared distance of z + sε to a datum, less s²|ε|², which all data share: a straight line in s. So which data are the ten
 * nearest, and when that changes, is a question of crossing lines, and the answer is exact.
 */
interface Line {
  label: number;
  /** |z − x|² */
  at: number;
  /** 2ε·(z − x) */
  slope: number;
}

const valueAt = ({ at, slope }: Line, s: number) => at + slope * s;

/** Where `b` falls below `a`, which is the lower before; infinite where it never does. */
function crossing(a: Line, b: Line): number {
  return b.slope < a.slope ? (b.at - a.at) / (a.slope - b.slope) : Number.POSITIVE_INFINITY;
}

/**
 * The majority class of the ten nearest data along z + sε, 0 ≤ s ≤ reach: stretch by stretch, each the longest of its class.
 * Of classes that are as frequent the one with the nearest datum counts. A datum that lies exactly at z has no vote.
 */
export function flipsAlong(
  data: LabelledRows,
  z: Float32Array,
  epsilon: Float32Array,
  reach: number,
): Stretch[] {
  const lines = linesOf(data, z, epsilon).sort((a, b) => a.at - b.at || a.slope - b.slope);
  const nearest = lines.slice(0, NEIGHBOURS);
  const others = lines.slice(NEIGHBOURS);
  const stretches: Stretch[] = [];
  if (lines.length === 0) return stretches;
  let from = 0;
  while (from < reach) {
    const { to, farthest, entering } = nextChange(nearest, others, from, reach);
    for (const stretch of majorities(nearest, from, to)) append(stretches, stretch);
    from = to;
    if (entering < 0) break;
    const left = nearest[farthest] as Line;
    nearest[farthest] = others[entering] as Line;
    others[entering] = left;
  }
  return stretches;
}

function linesOf(
  { values, latentDim, labels }: LabelledRows,
  z: Float32Array,
  epsilon: Float32Array,
): Line[] {
  const lines: Line[] = [];
  for (let row = 0; row < labels.length; row++) {
    let [at, slope] = [0, 0];
    for (let d = 0; d < latentDim; d++) {
      const away = (z[d] as number) - (values[row * latentDim + d] as number);
      at += away * away;
      slope += 2 * (epsilon[d] as number) * away;
    }
    if (at > 0) lines.push({ label: labels[row] as number, at, slope });
  }
  return lines;
}

/** When a datum from outside first comes nearer than one of the nearest, and which two change places. */
function nextChange(
  nearest: readonly Line[],
  others: readonly Line[],
  from: number,
  reach: number,
) {
  const best = { to: reach, farthest: -1, entering: -1 };
  const limitAt = (s: number) => Math.max(...nearest.map((line) => valueAt(line, s)));
  let limit = limitAt(reach);
  for (let i = 0; i < others.length; i++) {
    const other = others[i] as Line;
    // The largest of straight lines is convex: what is above it at both ends never dips below.
    if (valueAt(other, best.to) >= limit) continue;
    for (const [farthest, own] of nearest.entries()) {
      const to = Math.max(from, crossing(own, other));
      if (to < best.to) Object.assign(best, { to, farthest, entering: i });
    }
    limit = limitAt(best.to);
  }
  return best;
}

/** The majority among the same ten from `from` to `to`: where classes are as frequent, by which of them is nearer where. */
function majorities(nearest: readonly Line[], from: number, to: number): Stretch[] {
  const counts = new Map<number, number>();
  for (const { label } of nearest) counts.set(label, (counts.get(label) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const tied = nearest.filter(({ label }) => counts.get(label) === most);
  const inside = (s: number) => s > from && s < to;
  const several = tied.some(({ label }) => label !== tied[0]?.label);
  const crossings = several ? tied.flatMap((a) => tied.map((b) => crossing(a, b))) : [];
  const edges = [from, ...crossings.filter(inside).sort((a, b) => a - b), to];
  return edges.slice(1).map((end, i) => {
    const begin = edges[i] ?? from;
    const middle = (begin + end) / 2;
    const [first, ...rest] = tied;
    const nearer = (a: Line, b: Line) => (valueAt(b, middle) < valueAt(a, middle) ? b : a);
    return { from: begin, to: end, label: first ? rest.reduce(nearer, first).label : 0 };
  });
}

function append(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  if (next.to <= next.from) return;
  if (last?.label === next.label) last.to = next.to;
  else stretches.push({ ...next });
}
