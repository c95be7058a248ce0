"use client";

import { useTranslations } from "use-intl/react";
import { hasPrior } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { useExplorer } from "../../../store.ts";
import { noExactImages } from "../why-not.ts";
import { Aggregate } from "./aggregate.tsx";
import { LossApart } from "./loss-apart.tsx";
import { PriorTable } from "./prior-table.tsx";
import { Switches } from "./switches.tsx";

/** A VAE made visible: what it says of one image, what of all, and the prior that both are held to. */
export function PosteriorSection({ card }: { card: ModelCard }) {
  const t = useTranslations("posterior");
  const whyNot = useTranslations("model.whyNot");
  const missing = noExactImages(card);
  const cloud = useExplorer((s) => s.cloud);
  // A new model's card comes before its data.
  const fits = cloud && cloud.embedding.length === cloud.count * card.latentDim;
  return (
    <>
      <Switches card={card} />
      {!fits && <p>{t("waiting")}</p>}
      {missing && <p>{whyNot(missing)}</p>}
      {fits && !missing && <LossApart card={card} cloud={cloud} />}
      {hasPrior(card) && <PriorTable card={card} />}
      {fits && <Aggregate card={card} cloud={cloud} />}
    </>
  );
}
