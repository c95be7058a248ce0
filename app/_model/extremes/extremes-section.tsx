"use client";

import { useCallback } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { useLoaded } from "../../_lobby/use-loaded.ts";
import { Picture } from "../../_ui/picture.tsx";
import { Waiting } from "../waiting.tsx";
import css from "./extremes.module.css";
import { loadExtremes, type Reconstructed } from "./load-extremes.ts";

const DIGITS = { minimumFractionDigits: 4, maximumFractionDigits: 4 };

/** What the model reconstructs worst and best, each original above what became of it. */
export function ExtremesSection({ card }: { card: ModelCard }) {
  const t = useTranslations("modelPage.extremes");
  const format = useFormatter();
  const load = useCallback((signal: AbortSignal) => loadExtremes(card, signal), [card]);
  const [extremes, retry] = useLoaded(load);
  if (extremes.state !== "ready") return <Waiting loaded={extremes} onRetry={retry} />;
  const { best, worst, median, count } = extremes.value;
  return (
    <>
      <p className={css.quiet}>{t("text", { count, median: format.number(median, DIGITS) })}</p>
      <Strip title={t("worst")} images={worst} card={card} />
      <Strip title={t("best")} images={best} card={card} />
    </>
  );
}

function Strip({
  title,
  images,
  card,
}: {
  title: string;
  images: readonly Reconstructed[];
  card: ModelCard;
}) {
  const t = useTranslations("modelPage.extremes");
  const format = useFormatter();
  return (
    <section className={css.strip}>
      <h3>{title}</h3>
      <ul className={css.images}>
        {images.map(({ row, label, error, original, reconstruction }) => (
          <li key={row} data-row={row}>
            <Picture pixels={original} shape={card.imageShape} label={t("original", { label })} />
            <Picture
              pixels={reconstruction}
              shape={card.imageShape}
              label={t("reconstruction", { label })}
            />
            <p>
              {label}
              <br />
              {format.number(error, DIGITS)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
