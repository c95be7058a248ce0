"use client";

import { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";

type CardWords = Pick<ModelCard, "title" | "summary">;

/** What a card calls its model and says of it: in the language shown where the catalogue knows that model, else as it says itself. */
export function useCardWords(): (card: CardWords & Pick<ModelCard, "id">) => CardWords {
  const t = useTranslations("cards");
  return ({ id, title, summary }) => {
    // Any model may be here; the keys are those of the catalogue.
    const known = id as "digits-3d";
    return t.has(`${known}.title`)
      ? { title: t(`${known}.title`), summary: t(`${known}.summary`) }
      : { title, summary };
  };
}
