"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { Facts } from "./facts.tsx";

/** How a decoder that was brought along was read: what its file says, what was decided, and where its codes are from. */
export function ImportedFacts({
  imported,
  parameters,
}: {
  imported: NonNullable<ModelCard["imported"]>;
  parameters: Readonly<Record<string, number | null>>;
}) {
  const t = useTranslations("modelPage.imported");
  const training = useTranslations("modelPage.training");
  const format = useFormatter();
  const count = Object.values(parameters).reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const { file, input, layout, range, batch, latents, licence, date } = imported;
  return (
    <Facts
      facts={[
        [t("file"), file],
        [t("input"), input.join(" × ")],
        [t("layout"), t(`layouts.${layout}`)],
        [t("range"), t(`ranges.${RANGES[range]}`)],
        [t("batch"), batch === null ? t("anyBatch") : t("fixedBatch", { batch })],
        [t("latents"), t(`from.${latents}`)],
        [training("parameters"), format.number(count)],
        [t("licence"), licence || t("unknown")],
        // The day is enough.
        [t("date"), date.slice(0, 10)],
      ]}
    />
  );
}

/** As the catalogue names them: its keys take no dots. */
const RANGES = {
  "0..1": "unit",
  "-1..1": "signed",
  "0..255": "bytes",
  logits: "logits",
} as const;
