"use client";

import { useTranslations } from "use-intl/react";
import type { TaskGoal } from "../../../../server/protocol/task.ts";
import type { Ranked } from "./compare.ts";
import css from "./task.module.css";
import { valueText } from "./task-texts.ts";

const WIDTH = 400;
const HEIGHT = 46;
const EDGE = 8;
/** Dots stand in so many rows, so that equal values stay apart. */
const ROWS = 4;

/** Every answer as a dot at its value; those that do not count are hollow, the own one is larger. */
export function ValueStripe({
  goal,
  ranked,
  own,
}: {
  goal: TaskGoal;
  ranked: readonly Ranked[];
  own: string | null;
}) {
  const t = useTranslations("task");
  const valued = ranked.flatMap(({ key, rank, measured: { value } }) =>
    value === null ? [] : { key, value, counts: rank !== null },
  );
  if (valued.length < 2) return null;
  const values = valued.map(({ value }) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || 1;
  const x = (value: number) => EDGE + ((value - low) / span) * (WIDTH - 2 * EDGE);
  const y = (i: number) => EDGE + ((i % ROWS) * (HEIGHT - 2 * EDGE)) / (ROWS - 1);
  const ends = { low: valueText(t, goal, low), high: valueText(t, goal, high) };
  return (
    <figure className={css.stripe}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("stripe", { count: valued.length, ...ends })}
        data-testid="task-stripe"
      >
        {valued.map(({ key, value, counts }, i) => (
          <circle
            key={key}
            cx={x(value)}
            cy={y(i)}
            r={key === own ? 6.5 : 4}
            data-counts={counts}
            data-own={key === own}
          />
        ))}
      </svg>
      <figcaption>
        <span>{ends.low}</span>
        <span>{ends.high}</span>
      </figcaption>
    </figure>
  );
}
