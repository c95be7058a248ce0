/** A stretch over which the pace is measured: one epoch, validation included, and at least so long. */
const STRETCH_MS = 30_000;
/** A step that takes longer than this, and so many times the usual one, was a pause (Ctrl-Z, a closed lid), not work. */
const PAUSE_MS = 30_000;
const PAUSE = 10;
/** So many last steps say what is usual, and not fewer than that. */
const USUAL = 31;
const USUAL_MIN = 5;

interface Point {
  /** Epochs, with the part of the running one. */
  finished: number;
  /** Milliseconds of work until there, pauses cut. */
  worked: number;
}

export interface TimeLeft {
  /** Hears that so many epochs are finished, the running one in parts. */
  reach(finished: number): void;
  /** Milliseconds until the last epoch is over, at the pace of the last stretch; undefined before anything is measured. */
  left(): number | undefined;
}

/** How long a run still takes, by how quick it was lately: a machine gets busy and free again while it trains. */
export function createTimeLeft({
  epochs,
  done,
  now,
}: {
  epochs: number;
  done: number;
  now: () => number;
}): TimeLeft {
  let points: Point[] = [{ finished: done, worked: 0 }];
  let laps: number[] = [];
  let last = now();
  const newest = () => points.at(-1) as Point;
  return {
    reach(finished) {
      const lap = now() - last;
      last += lap;
      const before = newest();
      // What takes time and leads nowhere is validation, as long as it may be.
      const isStep = finished > before.finished;
      const work = isStep ? Math.min(lap, Math.max(PAUSE_MS, median(laps) * PAUSE)) : lap;
      if (isStep) laps = [...laps.slice(1 - USUAL), lap];
      points.push({ finished, worked: before.worked + work });
      points = points.slice(startOf(points));
    },
    left() {
      const [first, { finished, worked }] = [points[0] as Point, newest()];
      if (finished === first.finished) return undefined;
      return ((worked - first.worked) / (finished - first.finished)) * (epochs - finished);
    },
  };
}

/** Index of the newest point that lies a whole stretch back; else of the oldest. */
function startOf(points: readonly Point[]): number {
  const end = points.at(-1) as Point;
  const start = points.findLastIndex(
    ({ finished, worked }) => end.finished - finished >= 1 && end.worked - worked >= STRETCH_MS,
  );
  return Math.max(0, start);
}

/** Of too few for a word on what is usual: without end. */
function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return values.length < USUAL_MIN ? Number.POSITIVE_INFINITY : (middle ?? 0);
}
