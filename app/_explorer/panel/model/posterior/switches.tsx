"use client";

import { useTranslations } from "use-intl/react";
import {
  hasEllipsoids,
  hasPosterior,
  hasPrior,
} from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { classNames } from "../../../colouring/data-words.ts";
import { usePosteriorView } from "../../../posterior/posterior-view.ts";
import css from "./posterior.module.css";

/** How a model without a posterior is spoken of. */
function pointWords({ kind }: ModelCard): "pca" | "plain" | "decoder" | "other" {
  if (kind === "pca" || kind === "decoder") return kind;
  return kind === "autoencoder" ? "plain" : "other";
}

/** What of prior and posterior lies in the scene; where there is none, why not. */
export function Switches({ card }: { card: ModelCard }) {
  const t = useTranslations("posterior.show");
  const { rings, ofHovered, ofClass, outer, curves } = usePosteriorView();
  const [posterior, prior] = [hasPosterior(card), hasPrior(card)];
  const umap = card.projection.kind === "umap";
  const ellipsoids = hasEllipsoids(card);
  const set = usePosteriorView.setState;
  const box = (
    id: "rings" | "hovered" | "outer" | "curves",
    on: boolean,
    change: (on: boolean) => void,
    enabled = true,
  ) => (
    <label className={css.switch} data-off={!enabled}>
      <input
        type="checkbox"
        checked={on && enabled}
        disabled={!enabled}
        onChange={(event) => change(event.target.checked)}
        data-testid={`show-${id}`}
      />
      {t(id)}
    </label>
  );
  return (
    <fieldset className={css.switches}>
      <legend className="sr-only">{t("legend")}</legend>
      {box("rings", rings, (on) => set({ rings: on }), prior && !umap)}
      {box("hovered", ofHovered, (on) => set({ ofHovered: on }), ellipsoids)}
      <label className={css.switch} data-off={!ellipsoids}>
        {t("ofClass")}
        <select
          value={ellipsoids ? (ofClass ?? "") : ""}
          disabled={!ellipsoids}
          onChange={({ target }) =>
            set({ ofClass: target.value === "" ? null : Number(target.value) })
          }
          data-testid="show-class"
        >
          <option value="">{t("noClass")}</option>
          {classNames(card.dataset).map((name, label) => (
            <option key={name} value={label}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {(ofHovered || ofClass !== null) &&
        ellipsoids &&
        box("outer", outer, (on) => set({ outer: on }))}
      {box("curves", curves, (on) => set({ curves: on }))}
      {!posterior && <p className={css.whyNot}>{t(`noPosterior.${pointWords(card)}`)}</p>}
      {umap && <p className={css.whyNot}>{t("umap")}</p>}
      {!prior && (
        <p className={css.whyNot}>{t(card.kind === "decoder" ? "priorUnknown" : "noPrior")}</p>
      )}
    </fieldset>
  );
}
