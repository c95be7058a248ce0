"use client";

import { useState } from "react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import css from "./figure-table.module.css";
import { figuresOf } from "./figures.ts";

/** The card's figures; pointing at one (or focusing or tapping it) explains it below. */
export function FigureTable({ card }: { card: ModelCard }) {
  const [explained, setExplained] = useState<string | null>(null);
  const figures = figuresOf(card);
  const shown = figures.find(({ name }) => name === explained);
  return (
    <div className={css.figures}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Held-out images</th>
            <th scope="col">This model</th>
            <th scope="col">PCA, {card.latentDim} dim.</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, model, pca }) => (
            <tr key={name} onPointerEnter={() => setExplained(name)}>
              <th scope="row">
                <button
                  type="button"
                  className={css.name}
                  onFocus={() => setExplained(name)}
                  onClick={() => setExplained(name)}
                  aria-describedby={explained === name ? `${card.id}-explained` : undefined}
                >
                  {name}
                </button>
              </th>
              <td>{model}</td>
              <td>{pca}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p id={`${card.id}-explained`} className={css.explanation}>
        {shown?.explanation ??
          `Measured on ${card.dataset.heldOut.toLocaleString("en")} images kept out of training. Point at a figure for its meaning.`}
      </p>
    </div>
  );
}
