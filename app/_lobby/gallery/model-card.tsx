"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import type { ModelCard as Card } from "../../../server/protocol/model-card.ts";
import { FigureTable } from "../../_figures/figure-table.tsx";
import { keyFigures, LOSS_FIGURES } from "../../_figures/key-figures.ts";
import { useFigureTexts } from "../../_figures/use-figure-texts.ts";
import { useCardWords } from "../../_i18n/use-card-words.ts";
import { Button } from "../../_ui/button.tsx";
import { ModelPreview } from "../preview/model-preview.tsx";
import css from "./model-card.module.css";

interface ModelCardProps {
  card: Card;
  /** Stands among others that differ in their loss alone: shows what these are compared by. */
  compared: boolean;
  /** Has a row for itself. */
  wide?: boolean;
  onChoose: () => void;
}

/** One model of the gallery: what it draws, how good it honestly is, what it was trained on. */
export function ModelCard({ card, compared, wide = false, onChoose }: ModelCardProps) {
  const t = useTranslations("models");
  const { caption } = useFigureTexts();
  const words = useCardWords()(card);
  const { dataset, latentDim } = card;
  const rows = keyFigures(card, compared ? LOSS_FIGURES : undefined);
  return (
    <article className={css.card} data-wide={wide}>
      <div className={css.preview}>
        <ModelPreview card={card} />
      </div>
      <div className={css.body}>
        <header>
          <h4 className={css.title}>{words.title}</h4>
          <p className={css.quiet}>{t("size", { dimensions: latentDim, data: dataset.name })}</p>
        </header>
        <p className={css.summary}>{words.summary}</p>
        {rows.length > 0 ? (
          <FigureTable brief rows={rows} caption={caption(card)} />
        ) : (
          <p className={css.quiet}>{t("unmeasured")}</p>
        )}
        {card.kind === "decoder" && (
          <p className={css.quiet}>
            {t("fromData", {
              licence: card.imported?.licence || dataset.licence || t("unknown"),
              source: dataset.source || t("unknown"),
            })}
          </p>
        )}
        <footer className={css.foot}>
          <Link className={css.about} href={`/model/${card.id}`} data-testid={`about-${card.id}`}>
            {t("about")}
          </Link>
          <Button
            tone="primary"
            className={css.choose ?? ""}
            data-testid={`model-${card.id}`}
            onClick={onChoose}
          >
            {t("open")} <ArrowRight />
          </Button>
        </footer>
      </div>
    </article>
  );
}

/** Stands where a card will be while the models load. */
export function ModelCardSkeleton() {
  return (
    <div className={`${css.card} ${css.skeleton}`}>
      <div className={css.blank} />
    </div>
  );
}
