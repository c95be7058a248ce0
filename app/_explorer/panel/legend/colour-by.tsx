"use client";

import { useId } from "react";
import { useTranslations } from "use-intl/react";
import type { Dataset } from "../../../../server/protocol/dataset.ts";
import { colouringsOf } from "../../colouring/columns.ts";
import { attributeText } from "../../colouring/data-words.ts";
import { useExplorer } from "../../store.ts";
import css from "./legend.module.css";

/** By what the points are coloured, where there is a choice. Another choice shows all: a filter is of one colouring. */
export function ColourBy({ dataset }: { dataset: Dataset }) {
  const t = useTranslations("legend");
  const id = useId();
  const colouring = useExplorer((s) => s.colouring);
  const choices = colouringsOf(dataset);
  if (choices.length < 2) return null;
  return (
    <div className={css.by}>
      <label htmlFor={id}>{t("by")}</label>
      <select
        id={id}
        value={colouring}
        onChange={({ target }) =>
          useExplorer.setState({ colouring: target.value, hiddenClasses: new Set() })
        }
        data-testid="colour-by"
      >
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name === null ? t("classes") : attributeText(dataset, choice.name)}
          </option>
        ))}
      </select>
    </div>
  );
}
