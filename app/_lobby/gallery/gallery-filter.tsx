"use client";

import { useTranslations } from "use-intl/react";
import type { Dataset } from "../../../server/protocol/dataset.ts";
import { Button } from "../../_ui/button.tsx";
import { Field } from "../../_ui/field.tsx";
import type { Filter } from "./filter-models.ts";
import css from "./gallery-filter.module.css";

interface GalleryFilterProps {
  datasets: readonly Dataset[];
  filter: Filter;
  onChange: (filter: Filter) => void;
}

/** Narrows the gallery to a data set, or to words. */
export function GalleryFilter({ datasets, filter, onChange }: GalleryFilterProps) {
  const t = useTranslations("models.filter");
  const choices = [{ id: null, name: t("all") }, ...datasets];
  return (
    <search className={css.filter}>
      {datasets.length > 1 && (
        <fieldset className={css.choices}>
          <legend className="sr-only">{t("dataset")}</legend>
          {choices.map(({ id, name }) => (
            <Button
              key={id}
              aria-pressed={filter.dataset === id}
              className={css.choice ?? ""}
              onClick={() => onChange({ ...filter, dataset: id })}
              data-testid={`dataset-${id ?? "all"}`}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      )}
      <Field
        label={t("words")}
        bare
        type="search"
        className={css.words ?? ""}
        placeholder={t("words")}
        value={filter.words}
        onChange={(event) => onChange({ ...filter, words: event.target.value })}
        data-testid="filter-words"
      />
    </search>
  );
}
