/** Nats: KL(N(μ, σ²) ‖ N(0, 1)) = −½(1 + ln σ² − μ² − σ²) (Kingma & Welling, arXiv 1312.6114, appendix B). */
export function klToPrior(mean: number, logVar: number): number {
  return -0.5 * (1 + logVar - mean * mean - Math.exp(logVar));
}

/** Density of N(0, 1). */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Φ(x), the share of N(0, 1) below x. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x / Math.SQRT2);
}

/** Terms of the series, and steps of the fraction, that leave no more than double precision does. */
const TERMS = 60;
/** Below it the series converges faster, beyond it the fraction. */
const SERIES_UP_TO = 2.5;

/** 1 − erf(x): Abramowitz & Stegun 7.1.6, and for large x the continued fraction 7.1.14. */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  const bell = Math.exp(-x * x) / Math.sqrt(Math.PI);
  if (x < SERIES_UP_TO) {
    let term = x;
    let sum = x;
    for (let n = 1; n < TERMS; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 * bell * sum;
  }
  let fraction = x;
  for (let n = TERMS; n > 0; n--) fraction = x + n / 2 / fraction;
  return bell / fraction;
}

/**
 * The share of N(0, I) in `dimensions` dimensions that lies within `radius` of the origin: the χ² distribution's,
 * P(½d, ½r²), by the recurrence P(a + 1, x) = P(a, x) − xᵃe⁻ˣ / Γ(a + 1) (Abramowitz & Stegun 6.5.21).
 */
export function massWithin(radius: number, dimensions: number): number {
  const x = (radius * radius) / 2;
  const odd = dimensions % 2 === 1;
  let share = odd ? 2 * normalCdf(radius) - 1 : 1 - Math.exp(-x);
  let a = odd ? 0.5 : 1;
  // xᵃe⁻ˣ / Γ(a + 1)
  let term = odd ? 2 * radius * normalDensity(radius) : x * Math.exp(-x);
  for (; a < dimensions / 2; a++) {
    share -= term;
    term *= x / (a + 1);
  }
  return Math.max(0, share);
}
