"use client";

import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { Scheme } from "../../colors.ts";
import { type Column, NUMBER_TOP, numberOf } from "../../colouring/columns.ts";
import { numberColor, numberGradient } from "../../colouring/number-scale.ts";
import { barsOf, type Range, shownRange, showRange, WHOLE } from "./legend-filter.ts";
import css from "./number-range.module.css";

type Hidden = ReadonlySet<number>;

interface Props {
  column: Extract<Column, { kind: "number" }>;
  counts: readonly number[] | null;
  hidden: Hidden;
  scheme: Scheme;
  set: (hidden: Hidden) => void;
}

/** A number's scale: how many points lie where, the colours, and two handles between which points are shown. */
export function NumberRange({ column, counts, hidden, scheme, set }: Props) {
  const t = useTranslations("legend");
  const format = useFormatter();
  const [from, to] = useMemo(() => shownRange(hidden), [hidden]);
  const bars = useMemo(() => (counts ? barsOf(counts) : []), [counts]);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const told = (byte: number) =>
    format.number(numberOf(column, byte), { maximumSignificantDigits: 4 });
  const show = (range: Range) => set(showRange(hidden, range));
  const alone = ([first, last]: Range) =>
    show(from === first && to === last ? WHOLE : [first, last]);
  const handle = (end: "from" | "to", byte: number, range: (byte: number) => Range) => (
    <input
      type="range"
      className={css.handle}
      // Where both are at one end, the one that can go on lies over the other.
      style={{ zIndex: end === "from" && from > NUMBER_TOP / 2 ? 1 : undefined }}
      min={0}
      max={NUMBER_TOP}
      step={1}
      value={byte}
      aria-label={t(end, { name: column.name })}
      aria-valuetext={told(byte)}
      onChange={(event) => show(range(event.currentTarget.valueAsNumber))}
      data-testid={`range-${end}`}
    />
  );
  return (
    <div className={css.scale}>
      {/* The handles do the same, by key too. */}
      <div className={css.bars} aria-hidden="true">
        {bars.map(({ range, count }) => (
          <button
            type="button"
            key={range[0]}
            tabIndex={-1}
            className={css.bar}
            data-off={range[1] < from || range[0] > to}
            title={`${told(range[0])} – ${told(range[1])}: ${format.number(count)}`}
            onClick={() => alone(range)}
            data-testid={`bar-${range[0]}`}
          >
            <span
              style={{
                height: `${(100 * count) / most}%`,
                background: numberColor((range[0] + range[1]) / 2 / NUMBER_TOP, scheme),
              }}
            />
          </button>
        ))}
      </div>
      <div className={css.handles}>
        <span className={css.strip} style={{ background: numberGradient(scheme) }} />
        {handle("from", from, (byte) => [Math.min(byte, to), to])}
        {handle("to", to, (byte) => [from, Math.max(byte, from)])}
      </div>
      <div className={css.ends}>
        <span>{told(0)}</span>
        <strong aria-live="polite">{t("shown", { from: told(from), to: told(to) })}</strong>
        <span>{told(NUMBER_TOP)}</span>
      </div>
    </div>
  );
}
