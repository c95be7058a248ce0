"use client";

import { useMemo, useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { onThemeChange, shownTheme } from "../../../_ui/theme.ts";
import { classColor } from "../../colors.ts";
import { useExplorer } from "../../store.ts";
import css from "./legend.module.css";
import { countClasses, soloClass, toggleClass } from "./legend-filter.ts";

/** Classes of the data points: colour, name, count; pressing one hides or shows it. */
export function Legend() {
  const t = useTranslations("legend");
  const format = useFormatter();
  const names = useExplorer((s) => s.card?.dataset.classNames);
  const hidden = useExplorer((s) => s.hiddenClasses);
  const labels = useExplorer((s) => s.cloud?.labels);
  const thumbnails = useExplorer((s) => s.thumbnailsInCloud);
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark" as const);
  const counts = useMemo(
    () => (labels && names ? countClasses(labels, names.length) : null),
    [labels, names],
  );
  if (!names) return null;
  const set = (hiddenClasses: ReadonlySet<number>) => useExplorer.setState({ hiddenClasses });
  return (
    <div className={css.legend}>
      <div className={css.head}>
        <p className={css.hint}>{t("hint")}</p>
        <Button onClick={() => set(new Set())} disabled={hidden.size === 0}>
          {t("showAll")}
        </Button>
      </div>
      <ul>
        {names.map((name, i) => (
          <li key={name}>
            <button
              type="button"
              className={css.item}
              aria-pressed={!hidden.has(i)}
              data-testid={`class-${i}`}
              onClick={() => set(toggleClass(hidden, i))}
              onDoubleClick={() => set(soloClass(hidden, i, names.length))}
            >
              <span className={css.dot} style={{ color: classColor(i, theme) }} />
              <span className={css.name}>{name}</span>
              {counts && <span className={css.count}>{format.number(counts[i] ?? 0)}</span>}
            </button>
          </li>
        ))}
      </ul>
      <label className={css.switch}>
        <input
          type="checkbox"
          checked={thumbnails}
          onChange={(event) => useExplorer.setState({ thumbnailsInCloud: event.target.checked })}
        />
        {t("images")}
      </label>
    </div>
  );
}
