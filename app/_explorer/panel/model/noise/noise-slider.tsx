"use client";

import { type CSSProperties, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import { NOISE_STEP } from "../../../../../server/latent/noise.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { onThemeChange, shownTheme } from "../../../../_ui/theme.ts";
import { className } from "../../../colouring/data-words.ts";
import { colorOfClass } from "../../../colouring/palette.ts";
import { type NoiseCourse, setNoise, useNoise } from "../../../noise/noise-state.ts";
import { classAt } from "./class-at.ts";
import css from "./noise.module.css";

interface Props {
  card: ModelCard;
  course: NoiseCourse;
  disabled: boolean;
}

/** Narrower stretches, shares of the track, have no room for their class's name. */
const NAMED_FROM = 0.05;

/** How much noise: the track is as long as the course, in the colours of its stretches, each with its class's name. */
export function NoiseSlider({ card, course, disabled }: Props) {
  const t = useTranslations("noise");
  const amount = useNoise((s) => s.amount);
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark" as const);
  const { reach, stretches } = course;
  const percent = (s: number) => (reach > 0 ? (100 * s) / reach : 0);
  const bands = stretches.map(({ from, to, label }) => {
    const color = colorOfClass(card.dataset, label, theme);
    return `${color} ${percent(from).toFixed(3)}% ${percent(to).toFixed(3)}%`;
  });
  const here = { amount: fixed(amount, 2), name: className(card.dataset, classAt(course, amount)) };
  const style = { "--track": `linear-gradient(to right, ${bands.join()})` } as CSSProperties;
  return (
    <div className={css.slider}>
      <div className={css.names} aria-hidden="true">
        {stretches
          .filter(({ from, to }) => to - from >= NAMED_FROM * reach)
          .map(({ from, to, label }) => (
            <span key={from} style={{ left: `${percent((from + to) / 2)}%` }}>
              {className(card.dataset, label)}
            </span>
          ))}
      </div>
      <input
        type="range"
        className={css.range}
        style={style}
        min={0}
        max={reach}
        step={NOISE_STEP}
        value={amount}
        disabled={disabled || reach === 0}
        aria-label={t("amount")}
        aria-valuetext={t("here", here)}
        data-testid="noise-amount"
        onChange={(event) => setNoise(event.currentTarget.valueAsNumber)}
      />
      <p className={css.here} data-testid="noise-here">
        {t("here", here)}
      </p>
    </div>
  );
}
