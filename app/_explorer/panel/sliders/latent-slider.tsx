"use client";

import { type ReactNode, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { fixed } from "../../../_i18n/number.ts";
import { useLiveFrame } from "../../live-frame.ts";
import css from "./latent-slider.module.css";

/** Sliders end here; a coordinate beyond is still shown as a number. */
const SLIDER_SIGMA = 4;

interface Props {
  /** Of the input: `slider-${id}`. */
  id: string;
  name: string;
  /** False: it says nothing about an image. */
  active?: boolean;
  /** How much it says, beside its name: words, their explanation, and that as a share of the most. */
  meter: { told: string; title: string; share: number } | null;
  /** Where the own cursor is along it, σ. Read before each repaint. */
  read: () => number;
  set: (value: number) => void;
  /** The same in other units, said beside the number; empty where there are none. */
  also?: (value: number) => string;
  /** Over the track. */
  curve?: ReactNode;
}

/**
 * One coordinate of the own latent. Reads it before each repaint instead of rendering, so that sixteen of them
 * follow a flight for free. The bar grows from zero, the centre.
 */
export function LatentSlider({ id, name, active = true, meter, read, set, also, curve }: Props) {
  const t = useTranslations("sliders");
  const input = useRef<HTMLInputElement>(null);
  const number = useRef<HTMLButtonElement>(null);
  const shown = useRef<number | null>(null);
  useLiveFrame(() => {
    const value = read();
    if (value === shown.current || !input.current || !number.current) return;
    shown.current = value;
    // The dragged thumb already stands where the pointer is; setting it would only add the step's rounding.
    if (!input.current.matches(":active")) input.current.value = String(value);
    const clamped = Math.min(SLIDER_SIGMA, Math.max(-SLIDER_SIGMA, value));
    input.current.style.setProperty("--at", String(0.5 + clamped / (2 * SLIDER_SIGMA)));
    const text = fixed(value, 2).replace("-", "−");
    const told = also ? `${text} (${also(value)})` : text;
    input.current.setAttribute("aria-valuetext", told);
    number.current.textContent = text;
    number.current.setAttribute("aria-label", t("valueReset", { value: told, name }));
    number.current.title = also ? `${also(value)}. ${t("reset", { name })}` : t("reset", { name });
    number.current.dataset.beyond = String(clamped !== value);
  });
  const reset = () => set(0);
  return (
    <div className={css.row} data-active={active}>
      <label className={css.name} data-long={name.length > 3} htmlFor={`slider-${id}`}>
        {name}
      </label>
      <span className={css.kl}>
        {meter && (
          <span title={meter.title}>
            {meter.told}
            <span className={css.activity}>
              <span style={{ width: `${100 * meter.share}%` }} />
            </span>
          </span>
        )}
      </span>
      <span className={css.track}>
        {curve && (
          <span className={css.curve} data-testid={`curve-${id}`}>
            {curve}
          </span>
        )}
        <input
          ref={input}
          id={`slider-${id}`}
          data-testid={`slider-${id}`}
          className={css.range}
          type="range"
          min={-SLIDER_SIGMA}
          max={SLIDER_SIGMA}
          step={0.02}
          defaultValue={0}
          onInput={(event) => set(event.currentTarget.valueAsNumber)}
          onDoubleClick={reset}
        />
      </span>
      <button ref={number} type="button" className={css.number} onClick={reset}>
        {fixed(0, 2)}
      </button>
    </div>
  );
}
