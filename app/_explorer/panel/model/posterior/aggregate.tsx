"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl/react";
import { momentKl } from "../../../../../server/latent/posterior/moments.ts";
import { hasPosterior, hasPrior } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import {
  ACTIVE_NATS,
  ACTIVE_VARIANCE,
  isActive,
  variedDimensions,
} from "../../../posterior/active-units.ts";
import { useLogVariances } from "../../../posterior/log-variances.ts";
import { MarginalCurve } from "../../../posterior/marginal-curve.tsx";
import { useMarginals } from "../../../posterior/marginals.ts";
import type { Cloud } from "../../../store.ts";
import css from "./posterior.module.css";

/** More curves than that are not read; the rest are at the sliders. */
const CURVES_MAX = 32;

const nameOf = (dimension: number) => `z${dimension + 1}`;

/** All data's posteriors together, beside the prior: dimension by dimension, and as a whole. */
export function Aggregate({ card, cloud }: { card: ModelCard; cloud: Cloud }) {
  const t = useTranslations("posterior.aggregate");
  const marginals = useMarginals(card, cloud, true);
  const { latentDim, klPerDimension, condition } = card;
  const codes = Array.from({ length: latentDim }, (_, d) => d).filter(
    (d) => d !== condition?.dimension,
  );
  const distances = codes.map((d) => marginals[d]?.wasserstein ?? Number.NaN);
  const complete = distances.every(Number.isFinite);
  const worst = codes[distances.indexOf(Math.max(...distances))] ?? 0;
  const posterior = hasPosterior(card);
  return (
    <>
      <h4 className={css.title}>{posterior ? t("title") : t("titleCodes")}</h4>
      <ul className={css.curves}>
        {codes.slice(0, CURVES_MAX).map((d) => {
          const marginal = marginals[d];
          const dead = posterior && !isActive(klPerDimension, d);
          return (
            <li key={d} className={css.dimension} data-dead={dead}>
              <span className={css.curve}>
                {marginal && <MarginalCurve marginal={marginal} bell />}
              </span>
              <span>
                <b>{nameOf(d)}</b> {marginal && fixed(marginal.wasserstein, 2)}
                {dead && <em> {t("dead")}</em>}
              </span>
            </li>
          );
        })}
      </ul>
      <p className={css.quiet}>{t("curve")}</p>
      {posterior && <Units card={card} cloud={cloud} />}
      {complete && (
        <p data-testid="aggregate-distance">
          {t("distance", {
            mean: fixed(distances.reduce((sum, value) => sum + value, 0) / codes.length, 3),
            worst: fixed(Math.max(...distances), 3),
            name: nameOf(worst),
            kl: fixed(marginals[worst]?.kl ?? 0, 3),
          })}
        </p>
      )}
      {complete && hasPrior(card) && !condition && <Whole card={card} cloud={cloud} />}
    </>
  );
}

function Units({ card, cloud }: { card: ModelCard; cloud: Cloud }) {
  const t = useTranslations("posterior.aggregate");
  const { klPerDimension, latentDim, condition } = card;
  const isCode = (_: unknown, d: number) => d !== condition?.dimension;
  const varied = useMemo(() => variedDimensions(cloud, latentDim), [cloud, latentDim]);
  const active = klPerDimension.filter(isCode).filter((nats) => nats > ACTIVE_NATS).length;
  return (
    <p data-testid="active-units">
      {t("active", {
        active,
        all: klPerDimension.filter(isCode).length,
        nats: fixed(ACTIVE_NATS, 2),
        varied: varied.filter(isCode).filter(Boolean).length,
        variance: fixed(ACTIVE_VARIANCE, 2),
      })}
    </p>
  );
}

function Whole({ card, cloud }: { card: ModelCard; cloud: Cloud }) {
  const t = useTranslations("posterior.aggregate");
  const { logVar } = useLogVariances(card, hasPosterior(card));
  const { latentDim } = card;
  const nats = useMemo(
    () => momentKl({ values: cloud.embedding, latentDim }, logVar),
    [cloud, latentDim, logVar],
  );
  return <p data-testid="aggregate-whole">{t("whole", { nats: fixed(nats, 2) })}</p>;
}
