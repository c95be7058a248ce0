"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";

type CardWords = Pick<ModelCard, "title" | "summary">;
type Card = CardWords &
  Pick<ModelCard, "id"> &
  Partial<Pick<ModelCard, "imported" | "latentDim" | "imageShape">>;

/** What a card calls its model and says of it: in the language shown where the catalogue knows that model, else as it says itself. What the import says is told from its figures. */
export function useCardWords(): (card: Card) => CardWords {
  const t = useTranslations("cards");
  const common = useTranslations("common");
  return ({ id, title, summary, imported, latentDim = 0, imageShape = [0, 0, 1] }) => {
    if (imported) return { title, summary: common("brought", factsOf(latentDim, imageShape)) };
    // Any model may be here; the keys are those of the catalogue.
    const known = id as "digits-3d";
    return t.has(`${known}.title`)
      ? { title: t(`${known}.title`), summary: t(`${known}.summary`) }
      : { title, summary };
  };
}

function factsOf(dimensions: number, [height, width, channels]: ModelCard["imageShape"]) {
  return { dimensions, height, width, colour: channels === 3 ? "yes" : "no" };
}
