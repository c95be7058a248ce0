"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { live } from "../../live.ts";
import { useLiveFrame } from "../../live-frame.ts";
import { setCoordinate } from "../../travel.ts";
import css from "./class-row.module.css";

interface ClassRowProps {
  condition: NonNullable<ModelCard["condition"]>;
  names: readonly string[];
}

/** In a model that is told the class: the classes as one choice more, beside the fine slider of their dimension. */
export function ClassRow({ condition: { dimension, values }, names }: ClassRowProps) {
  const t = useTranslations("sliders");
  const group = useRef<HTMLFieldSetElement>(null);
  const shown = useRef<number | null>(null);
  useLiveFrame(() => {
    const nearest = nearestValue(values, live.z[dimension] ?? 0);
    if (nearest === shown.current) return;
    shown.current = nearest;
    const inputs = group.current?.querySelectorAll("input") ?? [];
    for (const [label, input] of inputs.entries()) input.checked = label === nearest;
  });
  return (
    <fieldset ref={group} className={css.row} data-testid="class-row">
      <legend>{t("class")}</legend>
      {values.map((value, label) => (
        <label key={value} className={css.choice}>
          <input
            type="radio"
            name={`class-${dimension}`}
            className="sr-only"
            onChange={() => setCoordinate(dimension, value)}
            data-testid={`class-${label}`}
          />
          <span>{names[label]}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whose place along the dimension is nearest. */
function nearestValue(values: readonly number[], at: number): number {
  const distances = values.map((value) => Math.abs(value - at));
  return distances.indexOf(Math.min(...distances));
}
