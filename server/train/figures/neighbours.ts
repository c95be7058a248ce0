export interface LabelledCodes {
  /** count × dim, row-major. */
  codes: Float32Array;
  labels: Uint8Array;
}

/**
 * Share of `queries` whose label is the majority label of their `k` nearest `known` codes
 * (Euclidean). In a tie the class that reached the winning count with the nearer members wins.
 */
export function neighbourAccuracy(
  known: LabelledCodes,
  queries: LabelledCodes,
  { k, dim }: { k: number; dim: number },
): number {
  let right = 0;
  for (const [row, label] of queries.labels.entries()) {
    const query = queries.codes.subarray(row * dim, (row + 1) * dim);
    if (majority(nearestLabels(known, query, k)) === label) right += 1;
  }
  return right / queries.labels.length;
}

/** Labels of the k nearest, nearest first: insertion into a short sorted list. */
function nearestLabels({ codes, labels }: LabelledCodes, query: Float32Array, k: number): number[] {
  const distances = new Float64Array(k).fill(Number.POSITIVE_INFINITY);
  const nearest = new Array<number>(k).fill(-1);
  const dim = query.length;
  for (let row = 0; row < labels.length; row++) {
    const limit = distances[k - 1] as number;
    let distance = 0;
    // A row is left as soon as it is farther than the k-th best.
    for (let i = 0; i < dim && distance < limit; i++)
      distance += ((codes[row * dim + i] as number) - (query[i] as number)) ** 2;
    if (distance >= limit) continue;
    let place = k - 1;
    while (place > 0 && (distances[place - 1] ?? 0) > distance) {
      distances[place] = distances[place - 1] ?? 0;
      nearest[place] = nearest[place - 1] ?? -1;
      place -= 1;
    }
    distances[place] = distance;
    nearest[place] = labels[row] ?? -1;
  }
  return nearest;
}

function majority(labels: number[]): number {
  const votes = new Map<number, number>();
  let winner = -1;
  for (const label of labels) {
    const count = (votes.get(label) ?? 0) + 1;
    votes.set(label, count);
    if (count > (votes.get(winner) ?? 0)) winner = label;
  }
  return winner;
}
