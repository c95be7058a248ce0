"use client";

import { useId } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { linePath, type Plot, rangeOf, ticksOf, xOf, yOf } from "./chart-shape.ts";
import css from "./curve.module.css";
import type { CurveTerm } from "./read-curve.ts";

const WIDTH = 420;
const HEIGHT = 190;
const PLOT: Plot = { left: 46, top: 10, width: 362, height: 148 };
const TICKS = 4;

interface CurveChartProps {
  title: string;
  epochs: readonly number[];
  term: CurveTerm;
  /** Whose weights were kept. */
  best: number;
}

/** One quantity of a training, epoch by epoch. */
export function CurveChart({ title, epochs, term, best }: CurveChartProps) {
  const t = useTranslations("modelPage.curve");
  const format = useFormatter();
  const clip = useId();
  const range = rangeOf(term.lines.map(({ values }) => values));
  const on = { plot: PLOT, range };
  const right = PLOT.left + PLOT.width;
  const bottom = PLOT.top + PLOT.height;
  const bestX = xOf(epochs, best, PLOT);
  return (
    <figure className={css.chart}>
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("chart", { title })}>
        <clipPath id={clip}>
          <rect x={PLOT.left} y={PLOT.top - 3} width={PLOT.width} height={PLOT.height + 6} />
        </clipPath>
        {ticksOf(range, TICKS).map((tick) => (
          <g key={tick} transform={`translate(0 ${yOf(tick, range, PLOT)})`}>
            <line x1={PLOT.left} x2={right} className={css.grid} />
            <text x={PLOT.left - 7} y="4" textAnchor="end">
              {format.number(tick, { maximumSignificantDigits: 4 })}
            </text>
          </g>
        ))}
        {epochs.includes(best) && (
          <line x1={bestX} x2={bestX} y1={PLOT.top} y2={bottom} className={css.best} />
        )}
        {[epochs[0] ?? 0, epochs.at(-1) ?? 0].map((epoch, i) => (
          <text
            key={epoch}
            x={xOf(epochs, epoch, PLOT)}
            y={bottom + 18}
            textAnchor={i === 0 ? "start" : "end"}
          >
            {i === 0 ? epoch : t("epoch", { epoch })}
          </text>
        ))}
        <g clipPath={`url(#${clip})`}>
          {term.lines.map(({ on: images, values }) => (
            <path
              key={images}
              d={linePath(epochs, values, on)}
              className={css.line}
              data-on={images ?? "train"}
            />
          ))}
        </g>
      </svg>
    </figure>
  );
}
