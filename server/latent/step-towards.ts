type Point = readonly [number, number, number];

/** Directions of a view, each of length 1 and at right angles. */
export interface ViewAxes {
  right: Point;
  up: Point;
  /** Away from the eye. */
  away: Point;
}

export type Direction = "left" | "right" | "up" | "down" | "nearer" | "farther";

/** The axes of a camera at `position` that looks at `target` with y upwards. */
export function viewAxes(position: Point, target: Point): ViewAxes {
  const away = unit(minus(target, position), [0, 0, -1]);
  const right = unit(cross(away, [0, 1, 0]), [1, 0, 0]);
  return { right, up: cross(right, away), away };
}

const AXIS = {
  left: ["right", -1],
  right: ["right", 1],
  up: ["up", 1],
  down: ["up", -1],
  nearer: ["away", -1],
  farther: ["away", 1],
} as const satisfies Record<Direction, readonly [keyof ViewAxes, number]>;

/**
 * The nearest point that lies from `from` in that direction more than in any other: six directions share out the whole
 * space, so whatever is near can be reached, and one knows by which key.
 * @param points xyz triples
 * @returns its row; null when nothing lies that way
 */
export function stepTowards(
  points: Float32Array,
  from: Point,
  axes: ViewAxes,
  direction: Direction,
  allowed: (row: number) => boolean,
): number | null {
  const [name, sign] = AXIS[direction];
  const others = (["right", "up", "away"] as const).filter((axis) => axis !== name);
  const [a, b] = others.map((axis) => axes[axis]) as [Point, Point];
  const along = axes[name];
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; 3 * row < points.length; row++) {
    const d = offset(points, row, from);
    const reach = sign * dot(d, along);
    // Whatever lies at `from` itself is no step.
    if (reach < NOWHERE || reach < Math.abs(dot(d, a)) || reach < Math.abs(dot(d, b))) continue;
    const square = dot(d, d);
    if (square >= least || !allowed(row)) continue;
    least = square;
    best = row;
  }
  return best;
}

const NOWHERE = 1e-6;
const step: [number, number, number] = [0, 0, 0];

/** Written into one array, since it is asked ten thousand times. */
function offset(points: Float32Array, row: number, from: Point): Point {
  for (let axis = 0; axis < 3; axis++)
    step[axis] = (points[3 * row + axis] as number) - (from[axis] as number);
  return step;
}

const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(a: Point, otherwise: Point): Point {
  const length = Math.sqrt(dot(a, a));
  return length > 1e-9 ? [a[0] / length, a[1] / length, a[2] / length] : otherwise;
}
