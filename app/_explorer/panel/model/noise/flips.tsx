"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { onThemeChange, shownTheme } from "../../../../_ui/theme.ts";
import { className } from "../../../colouring/data-words.ts";
import { colorOfClass } from "../../../colouring/palette.ts";
import { type NoiseCourse, setNoise } from "../../../noise/noise-state.ts";
import css from "./noise.module.css";

/** More flips than that are a border that is walked along; the track shows them all. */
const LISTED = 8;

/** Where the class flips, exactly; a press goes there. */
export function Flips({
  card,
  course: { stretches, reach },
  disabled,
}: {
  card: ModelCard;
  course: NoiseCourse;
  disabled: boolean;
}) {
  const t = useTranslations("noise");
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark" as const);
  const [first, ...rest] = stretches;
  if (!first) return null;
  const name = className(card.dataset, first.label);
  const next = rest[0];
  return (
    <>
      <p className={css.verdict} data-testid="noise-verdict">
        {next
          ? t("until", {
              name,
              amount: fixed(next.from, 2),
              next: className(card.dataset, next.label),
            })
          : t("never", { name, amount: fixed(reach, 2) })}
      </p>
      <ul className={css.flips}>
        {rest.slice(0, LISTED).map(({ from, label }) => (
          <li key={from}>
            <button
              type="button"
              className={css.flip}
              disabled={disabled}
              title={t("goThere")}
              onClick={() => setNoise(from)}
            >
              <span
                className={css.dot}
                style={{ background: colorOfClass(card.dataset, label, theme) }}
              />
              {t("flip", { name: className(card.dataset, label), amount: fixed(from, 2) })}
            </button>
          </li>
        ))}
      </ul>
      {rest.length > LISTED && (
        <p className={css.quiet}>{t("more", { count: rest.length - LISTED })}</p>
      )}
    </>
  );
}
