"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl/react";
import { alongComponent, moveAlong } from "../../../../server/latent/principal.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { live } from "../../live.ts";
import { usePrincipal } from "../../spread/measured.ts";
import { useExplorer } from "../../store.ts";
import { placeAt } from "../../travel.ts";
import { LatentSlider } from "./latent-slider.tsx";

/** The directions along which the data vary most, as sliders: moving one keeps the place across it. */
export function ComponentRows({ card, ruler }: { card: ModelCard; ruler: ReactNode }) {
  const t = useTranslations("sliders");
  const cloud = useExplorer((s) => s.cloud);
  const principal = usePrincipal(card, cloud);
  if (!principal) return <p role="status">{t("measuring")}</p>;
  const widest = principal.components[0]?.share ?? 1;
  const sliders = principal.components.map((component, i) => {
    const percent = fixed(100 * component.share, component.share < 0.1 ? 1 : 0);
    return (
      <LatentSlider
        // biome-ignore lint/suspicious/noArrayIndexKey: a component is its number.
        key={i}
        id={`pc${i}`}
        name={`PC${i + 1}`}
        meter={{
          told: `${percent} %`,
          title: t("share", { percent }),
          share: component.share / Math.max(widest, Number.EPSILON),
        }}
        read={() => alongComponent(principal, component, live.z)}
        set={(value) => placeAt(moveAlong(principal, component, live.z, value))}
      />
    );
  });
  return (
    <>
      {ruler}
      {sliders}
    </>
  );
}
