"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard, RestorerCard } from "../../server/protocol/model-card.ts";
import type { FigureRow } from "./compare.ts";
import type { KnownFigure } from "./known.ts";

const DIGITS: Record<KnownFigure["unit"], number> = {
  nats: 1,
  natsPerPixel: 4,
  decibels: 2,
  percent: 1,
  number: 4,
};

/** A figure that no catalogue knows is shown as it is. */
const UNKNOWN_DIGITS = 4;

/** Figures in words: what is not known is called by its key. */
export function useFigureTexts() {
  const t = useTranslations("measures");
  const format = useFormatter();
  const number = (value: number, digits: number) =>
    format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    name: ({ key, known }: FigureRow) =>
      known ? t(`figures.${known.text}.name`, { of: known.of ?? "" }) : key,
    explanation: ({ known }: FigureRow) =>
      known ? t(`figures.${known.text}.explanation`, { of: known.of ?? "" }) : t("unknown"),
    value(known: KnownFigure | null, value: number) {
      if (!known) return format.number(value, { maximumFractionDigits: UNKNOWN_DIGITS });
      const scaled = known.unit === "percent" ? 100 * value : value;
      return t(`units.${known.unit}`, { value: number(scaled, DIGITS[known.unit]) });
    },
    /** What a table of a model's figures stands under. */
    caption({ kind, dataset }: Pick<ModelCard | RestorerCard, "kind" | "dataset">) {
      const measured = kind === "decoder" ? "measuredBrought" : "measured";
      return t(measured, { count: dataset.heldOut });
    },
    baseline(name: string) {
      // Any may come; the keys are those of the catalogue.
      const known = name as "pca";
      return t.has(`baselines.${known}`) ? t(`baselines.${known}`) : name;
    },
  };
}
