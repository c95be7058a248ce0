"use client";

import { useTranslations } from "use-intl/react";
import { hasPosterior } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { fixed } from "../../../../_i18n/number.ts";
import { className } from "../../../colouring/data-words.ts";
import { useLogVariances } from "../../../posterior/log-variances.ts";
import { splitOf } from "../../../scene/cloud/hover-card.tsx";
import type { Cloud } from "../../../store.ts";
import { LossBar } from "./loss-bar.tsx";
import { Picture } from "./picture.tsx";
import css from "./posterior.module.css";
import { useImageLoss } from "./use-image-loss.ts";
import { useShownRow } from "./use-shown-row.ts";

/** Bars end here, times the mean: so most images have room, and the scale stays while one looks from one to the next. */
const ROOM = 1.6;

/** Reconstruction and KL of one image, live, over those of all held-out images: what one number hides. */
export function LossApart({ card, cloud }: { card: ModelCard; cloud: Cloud }) {
  const t = useTranslations("posterior.loss");
  const split = useTranslations("scene.split");
  const { row, pointed } = useShownRow(card, cloud);
  const posterior = hasPosterior(card);
  const { logVar, fault: noData, retry } = useLogVariances(card, posterior);
  const known = !posterior || logVar?.length === cloud.embedding.length;
  const { told, fault } = useImageLoss(card, cloud, logVar, known ? row : null);
  const means = heldOutMeans(card);
  const own = told && told.row < cloud.count ? told : null;
  const full = Math.max(ROOM * sum(means), own ? sum(own.loss) : 0, 1);
  const name = (of: number) => {
    const label = cloud.labels[of] ?? 0;
    const values = {
      name: className(card.dataset, label),
      split: split(splitOf(card, of)),
    };
    return pointed ? t("pointed", values) : t("nearest", values);
  };
  return (
    <div className={css.apart}>
      <p className={css.keys}>
        <span className={css.reconstructionWord}>{t("reconstruction")}</span>
        {posterior && <span className={css.klWord}>{t("kl")}</span>}
        <span>{t("nats")}</span>
      </p>
      {own && (
        <>
          <div className={css.pictures}>
            <Picture card={card} pixels={own.image} caption={t("original")} />
            <Picture
              card={card}
              pixels={own.decoded[0]}
              caption={posterior ? t("mean") : t("decoded")}
            />
            {own.decoded.slice(1, 3).map((pixels, i) => (
              <Picture
                // biome-ignore lint/suspicious/noArrayIndexKey: draws have no identity but their number.
                key={i}
                card={card}
                pixels={pixels}
                caption={t("draw", { number: i + 1 })}
              />
            ))}
          </div>
          <LossBar name={name(own.row)} {...own.loss} full={full} testId="loss-own" />
        </>
      )}
      <HeldOut card={card} means={means} full={full} />
      {(fault ?? noData) && (
        <p className={css.fault} role="alert">
          {fault ?? noData}{" "}
          {noData && (
            <button type="button" onClick={retry}>
              {t("retry")}
            </button>
          )}
        </p>
      )}
      {own && posterior && (
        <p className={css.quiet}>{t("drawn", { atMean: fixed(own.loss.atMean, 1) })}</p>
      )}
      {posterior && card.beta !== 1 && (
        <p className={css.quiet}>{t("beta", { beta: card.beta })}</p>
      )}
      {!posterior && <p className={css.quiet}>{t("point")}</p>}
    </div>
  );
}

interface Apart {
  reconstruction: number;
  kl: number | null;
}

const sum = ({ reconstruction, kl }: Apart) => reconstruction + (kl ?? 0);

/** Of all held-out images, where they were measured: of a model that was brought along they need not have been. */
function HeldOut({ card, means, full }: { card: ModelCard; means: Apart; full: number }) {
  const t = useTranslations("posterior.loss");
  if (card.metrics.reconstructionNats === undefined) return null;
  return <LossBar name={t("heldOut")} {...means} full={full} testId="loss-held-out" />;
}

/** The card's means, both of sampled latents: −ELBO is their sum. */
function heldOutMeans(card: ModelCard): Apart {
  const { reconstructionNats = 0, klNats, negativeElbo } = card.metrics;
  if (!hasPosterior(card) || klNats === undefined)
    return { reconstruction: reconstructionNats, kl: null };
  const sampled = negativeElbo === undefined ? reconstructionNats : negativeElbo - klNats;
  return { reconstruction: sampled, kl: klNats };
}
