import {
  binMiddle,
  CURVE_BINS,
  type Marginal,
} from "../../../server/latent/posterior/aggregate.ts";
import { normalDensity } from "../../../server/latent/posterior/gaussian.ts";
import css from "./marginal-curve.module.css";

/** As far as sliders go. */
const REACH = 4;
/** Densities: N(0, 1) reaches .4; what is higher is cut. */
const TOP = 0.75;

const x = (value: number) => ((value + REACH) / (2 * REACH)) * 100;
const y = (density: number) => 100 - (Math.min(density, TOP) / TOP) * 100;

const bins = Array.from({ length: CURVE_BINS }, (_, bin) => bin).filter(
  (bin) => Math.abs(binMiddle(bin)) <= REACH,
);

function line(height: (bin: number) => number): string {
  return bins
    .map((bin) => `${x(binMiddle(bin)).toFixed(1)},${y(height(bin)).toFixed(1)}`)
    .join(" ");
}

const prior = line((bin) => normalDensity(binMiddle(bin)));

/** Where the codes lie along one dimension, filled, over the prior's bell, a line. It fills its box, from −4 to 4 σ. */
export function MarginalCurve({ marginal, bell }: { marginal: Marginal; bell: boolean }) {
  const codes = line((bin) => marginal.density[bin] ?? 0);
  return (
    <svg className={css.curve} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <polygon className={css.codes} points={`0,100 ${codes} 100,100`} />
      {bell && <polyline className={css.prior} points={prior} />}
    </svg>
  );
}
