"use client";

import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import css from "./figure-table.module.css";
import { type Figure, figuresOf } from "./figures.ts";

/** The card's figures; pointing at one (or focusing or tapping it) explains it below. */
export function FigureTable({ card }: { card: ModelCard }) {
  const t = useTranslations("models.figures");
  const [explained, setExplained] = useState<string | null>(null);
  const one = useOneDecimal();
  const figures = figuresOf(card);
  const shown = figures.find(({ id }) => id === explained);
  return (
    <div className={css.figures}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t("heldOut")}</th>
            <th scope="col">{t("model")}</th>
            <th scope="col">{t("pca", { dimensions: card.latentDim })}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ id, unit, model, pca }) => (
            <tr key={id} onPointerEnter={() => setExplained(id)}>
              <th scope="row">
                <button
                  type="button"
                  className={css.name}
                  onFocus={() => setExplained(id)}
                  onClick={() => setExplained(id)}
                  aria-describedby={explained === id ? `${card.id}-explained` : undefined}
                >
                  {t(`${id}.name`)}
                </button>
              </th>
              <td>{t(unit, { value: one(model) })}</td>
              <td>{pca === null ? "–" : t(unit, { value: one(pca) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p id={`${card.id}-explained`} className={css.explanation}>
        {shown ? (
          <Explanation card={card} id={shown.id} />
        ) : (
          t("measured", { count: card.dataset.heldOut })
        )}
      </p>
    </div>
  );
}

function Explanation({ card, id }: { card: ModelCard; id: Figure["id"] }) {
  const t = useTranslations("models.figures");
  const one = useOneDecimal();
  const { negativeElbo, klNats } = card.metrics.heldOut;
  return t(`${id}.explanation`, {
    dimensions: card.latentDim,
    pixels: one(negativeElbo - klNats),
    latent: one(klNats),
  });
}

function useOneDecimal(): (value: number) => string {
  const format = useFormatter();
  return (value) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
