"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { hasEncoder } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { figureRows } from "../../../../_figures/compare.ts";
import { FigureTable } from "../../../../_figures/figure-table.tsx";
import { useFigureTexts } from "../../../../_figures/use-figure-texts.ts";
import { useCardWords } from "../../../../_i18n/use-card-words.ts";
import css from "./about.module.css";

/** What the room's model is, and how good it honestly is. */
export function About({ card }: { card: ModelCard }) {
  const t = useTranslations("model");
  const { caption } = useFigureTexts();
  const { title, summary } = useCardWords()(card);
  const { dataset, latentDim } = card;
  const rows = figureRows(card);
  const measured = caption(card);
  return (
    <>
      <p className={css.title}>{title}</p>
      <p>{summary}</p>
      <p className={css.quiet}>{t("size", { dimensions: latentDim, data: dataset.name })}</p>
      {rows.length > 0 ? (
        <>
          <FigureTable brief rows={rows} caption={measured} />
          <p className={css.quiet}>{measured}</p>
        </>
      ) : (
        <p className={css.quiet}>{t("notMeasured", { hasEncoder: String(hasEncoder(card)) })}</p>
      )}
      {/* Another tab: the room stays open. */}
      <Link
        href={`/model/${card.id}`}
        target="_blank"
        className={css.page}
        data-testid="model-page"
      >
        {t(card.kind === "decoder" ? "pageBrought" : "page")}
      </Link>
    </>
  );
}
