import { useTranslations } from "use-intl/react";
import { hasPosterior } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";

/** "VAE, β = 4, 2 dimensions". */
export function useKind(): (card: ModelCard) => string {
  const t = useTranslations("beside");
  return (card) => {
    const { kind, beta, latentDim } = card;
    const parts = [t(`kind.${kind}`)];
    if (hasPosterior(card)) parts.push(t("beta", { beta }));
    return [...parts, t("dimensions", { dimensions: latentDim })].join(", ");
  };
}
