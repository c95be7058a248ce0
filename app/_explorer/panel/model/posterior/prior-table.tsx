"use client";

import { useTranslations } from "use-intl/react";
import { massWithin } from "../../../../../server/latent/posterior/gaussian.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { priorDimensions, shownDimensions } from "../../../scene/guides/rings.ts";
import css from "./posterior.module.css";

const SIGMAS = [1, 2, 3];
const wordOf = (sigma: number) => `${sigma} σ`;

/** The share of the prior within 1, 2 and 3 σ: among the dimensions that the scatter shows, and among all. */
export function PriorTable({ card }: { card: ModelCard }) {
  const t = useTranslations("posterior.prior");
  const [shown, all] = [shownDimensions(card), priorDimensions(card)];
  const rows = shown === all ? [all] : [shown, all];
  return (
    <>
      <table className={css.table}>
        <caption>{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("dimensions")}</th>
            {SIGMAS.map((sigma) => (
              <th key={sigma} scope="col">
                {wordOf(sigma)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((dimensions) => (
            <tr key={dimensions}>
              <th scope="row">
                {dimensions === all ? t("all", { dimensions }) : t("shown", { dimensions })}
              </th>
              {SIGMAS.map((sigma) => (
                <td key={sigma}>{fixed(100 * massWithin(sigma, dimensions), 1)} %</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown < all && (
        // The mean of χ with d degrees of freedom is √(d − ½), to one part in a thousand.
        <p className={css.quiet}>{t("hollow", { radius: fixed(Math.sqrt(all - 0.5), 1) })}</p>
      )}
    </>
  );
}
