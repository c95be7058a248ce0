"use client";

import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl/react";
import type { ModelCard as Card } from "../../server/protocol/model-card.ts";
import { useCardWords } from "../_i18n/use-card-words.ts";
import { Button } from "../_ui/button.tsx";
import { FigureTable } from "./figure-table.tsx";
import css from "./model-card.module.css";
import { ModelPreview } from "./model-preview.tsx";

/** One model of the gallery: what it draws, how good it honestly is, what it was trained on. */
export function ModelCard({ card, onChoose }: { card: Card; onChoose: () => void }) {
  const t = useTranslations("models");
  const words = useCardWords()(card);
  const { dataset, imageShape, latentDim } = card;
  const count = dataset.train + dataset.validation + dataset.heldOut;
  return (
    <article className={css.card}>
      <ModelPreview card={card} />
      <div className={css.body}>
        <header className={css.head}>
          <h3 className={css.title}>{words.title}</h3>
          <p className={css.dims}>
            {t("size", { dimensions: latentDim, width: imageShape[1], height: imageShape[0] })}
          </p>
        </header>
        <p className={css.summary}>{words.summary}</p>
        <FigureTable card={card} />
        <footer className={css.foot}>
          <p className={css.data}>
            {t("data", { name: dataset.name, count })}
            <br />
            {t("licence", { licence: dataset.licence })}
          </p>
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
