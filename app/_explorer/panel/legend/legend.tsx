"use client";

import { useMemo, useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { Dataset } from "../../../../server/protocol/dataset.ts";
import { Button } from "../../../_ui/button.tsx";
import { onThemeChange, shownTheme } from "../../../_ui/theme.ts";
import type { Scheme } from "../../colors.ts";
import { shadesOf, useAttributes } from "../../colouring/attributes.ts";
import { type Column, columnOf, UNKNOWN } from "../../colouring/columns.ts";
import { valueText } from "../../colouring/data-words.ts";
import { colorOf } from "../../colouring/palette.ts";
import { useExplorer } from "../../store.ts";
import { ColourBy } from "./colour-by.tsx";
import css from "./legend.module.css";
import { countBytes, soloClass, toggleClass } from "./legend-filter.ts";
import { NumberRange } from "./number-range.tsx";

type Hidden = ReadonlySet<number>;

/** What the colours of the points mean, how many have each, and which are shown. */
export function Legend() {
  const t = useTranslations("legend");
  const card = useExplorer((s) => s.card);
  const hidden = useExplorer((s) => s.hiddenClasses);
  const thumbnails = useExplorer((s) => s.thumbnailsInCloud);
  const scheme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark" as const);
  const { column, counts } = useColumn();
  if (!card || !column) return null;
  const set = (hiddenClasses: Hidden) => useExplorer.setState({ hiddenClasses });
  const part = { dataset: card.dataset, column, counts, hidden, scheme, set };
  return (
    <div className={css.legend}>
      <ColourBy dataset={card.dataset} />
      <div className={css.head}>
        <p className={css.hint}>{t(column.kind === "number" ? "hintNumber" : "hint")}</p>
        <Button onClick={() => set(new Set())} disabled={hidden.size === 0}>
          {t("showAll")}
        </Button>
      </div>
      {column.kind === "number" && <NumberRange {...part} column={column} />}
      <Names {...part} />
      {card.projection.kind === "umap" && <p className={css.hint}>{t("umap")}</p>}
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

/** What the points are coloured by, and how many have each of its bytes; null while they load. */
function useColumn(): { column: Column | null; counts: number[] | null } {
  const dataset = useExplorer((s) => s.card?.dataset);
  const cloud = useExplorer((s) => s.cloud);
  const colouring = useExplorer((s) => s.colouring);
  const columns = useAttributes((s) => s.columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice and what has come decide which labels they are.
  return useMemo(() => {
    if (!dataset) return { column: null, counts: null };
    const shades = cloud && shadesOf(cloud);
    const column = columnOf(dataset, shades?.colouring ?? colouring);
    return { column, counts: shades && countBytes(shades.labels) };
  }, [dataset, cloud, colouring, columns]);
}

interface NamesProps {
  dataset: Dataset;
  column: Column;
  counts: readonly number[] | null;
  hidden: Hidden;
  scheme: Scheme;
  set: (hidden: Hidden) => void;
}

/** Each name with colour and count, and what is not known where there is such; pressing one hides or shows it. */
function Names({ dataset, column, counts, hidden, scheme, set }: NamesProps) {
  const t = useTranslations("legend");
  const format = useFormatter();
  const names = column.kind === "names" ? column.names : [];
  const entries = names.map((name, byte) => ({
    byte,
    name: valueText(dataset, column.name, name),
  }));
  if (counts?.[UNKNOWN]) entries.push({ byte: UNKNOWN, name: t("unknown") });
  const all = entries.map(({ byte }) => byte);
  const alone = (byte: number) =>
    set(column.kind === "names" ? soloClass(hidden, byte, all) : toggleClass(hidden, byte));
  return (
    <ul>
      {entries.map(({ byte, name }) => (
        <li key={byte}>
          <button
            type="button"
            className={css.item}
            aria-pressed={!hidden.has(byte)}
            data-testid={`class-${byte}`}
            onClick={() => set(toggleClass(hidden, byte))}
            onDoubleClick={() => alone(byte)}
          >
            <span className={css.dot} style={{ color: colorOf(column, byte, scheme) }} />
            <span className={css.name}>{name}</span>
            {counts && <span className={css.count}>{format.number(counts[byte] ?? 0)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
