/** Straight line: (1 − t)·a + t·b. */
export function lerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, d) => value + t * ((b[d] ?? 0) - value));
}

/**
 * Great-circle walk (Shoemake 1985): the angle grows evenly, and the norm goes evenly from |a| to |b|,
 * so the middle of two draws from a Gaussian keeps a typical norm where a straight line falls short.
 * Falls back to `lerp` where no great circle is defined: a zero vector, equal or opposite directions.
 */
export function slerp(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const normA = norm(a);
  const normB = norm(b);
  if (normA < 1e-9 || normB < 1e-9) return lerp(a, b, t);
  const cosine = Math.min(1, Math.max(-1, dot(a, b) / (normA * normB)));
  const omega = Math.acos(cosine);
  const sine = Math.sin(omega);
  if (sine < 1e-6) return lerp(a, b, t);
  const radius = normA + t * (normB - normA);
  const weightA = (Math.sin((1 - t) * omega) / sine) * (radius / normA);
  const weightB = (Math.sin(t * omega) / sine) * (radius / normB);
  return a.map((value, d) => weightA * value + weightB * (b[d] ?? 0));
}

/**
 * Uniform Catmull–Rom segment from b to c with neighbours a and d (Catmull & Rom 1974):
 * passes through every stop with a continuous tangent (c − a) / 2.
 */
export function catmullRom(
  stops: readonly [Float32Array, Float32Array, Float32Array, Float32Array],
  t: number,
): Float32Array {
  const [a, b, c, d] = stops;
  const t2 = t * t;
  const t3 = t2 * t;
  return b.map((p1, i) => {
    const p0 = a[i] ?? 0;
    const p2 = c[i] ?? 0;
    const p3 = d[i] ?? 0;
    return (
      0.5 *
      (2 * p1 +
        (p2 - p0) * t +
        (2 * p0 - 5 * p1 + 4 * p2 - p3) * t2 +
        (3 * p1 - p0 - 3 * p2 + p3) * t3)
    );
  });
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [d, value] of a.entries()) sum += value * (b[d] ?? 0);
  return sum;
}

export function norm(a: Float32Array): number {
  return Math.sqrt(dot(a, a));
}
