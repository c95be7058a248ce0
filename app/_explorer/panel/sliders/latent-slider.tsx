"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import { fixed } from "../../../_i18n/number.ts";
import { live } from "../../live.ts";
import { useLiveFrame } from "../../live-frame.ts";
import { setCoordinate } from "../../travel.ts";
import css from "./latent-slider.module.css";
import type { SliderRow } from "./slider-order.ts";

/** Sliders end here; a coordinate beyond is still shown as a number. */
const SLIDER_SIGMA = 4;

/**
 * One latent dimension. Reads the own latent before each repaint instead of rendering, so that sixteen of them
 * follow a flight for free. The bar grows from zero, the centre.
 */
export function LatentSlider({ dimension, activity, active }: SliderRow) {
  const t = useTranslations("sliders");
  const name = `z${dimension + 1}`;
  const input = useRef<HTMLInputElement>(null);
  const number = useRef<HTMLButtonElement>(null);
  const shown = useRef<number | null>(null);
  useLiveFrame(() => {
    const value = live.z[dimension] ?? 0;
    if (value === shown.current || !input.current || !number.current) return;
    shown.current = value;
    // The dragged thumb already stands where the pointer is; setting it would only add the step's rounding.
    if (!input.current.matches(":active")) input.current.value = String(value);
    const clamped = Math.min(SLIDER_SIGMA, Math.max(-SLIDER_SIGMA, value));
    input.current.style.setProperty("--at", String(0.5 + clamped / (2 * SLIDER_SIGMA)));
    const text = fixed(value, 2).replace("-", "−");
    input.current.setAttribute("aria-valuetext", text);
    number.current.textContent = text;
    number.current.setAttribute("aria-label", t("valueReset", { value: text, name }));
    number.current.dataset.beyond = String(clamped !== value);
  });
  const reset = () => setCoordinate(dimension, 0);
  return (
    <div className={css.row} data-active={active}>
      <label className={css.name} htmlFor={`slider-${dimension}`}>
        {name}
      </label>
      <span className={css.activity} title={t("activity", { percent: Math.round(100 * activity) })}>
        <span style={{ width: `${100 * activity}%` }} />
      </span>
      <input
        ref={input}
        id={`slider-${dimension}`}
        data-testid={`slider-${dimension}`}
        className={css.range}
        type="range"
        min={-SLIDER_SIGMA}
        max={SLIDER_SIGMA}
        step={0.02}
        defaultValue={0}
        onInput={(event) => setCoordinate(dimension, event.currentTarget.valueAsNumber)}
        onDoubleClick={reset}
      />
      <button
        ref={number}
        type="button"
        className={css.number}
        title={t("reset", { name })}
        onClick={reset}
      >
        {fixed(0, 2)}
      </button>
    </div>
  );
}
