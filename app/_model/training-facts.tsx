"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import type { AnyCard } from "../_lobby/gallery/groups.ts";
import { Facts } from "./facts.tsx";

/** How it was trained, as its card says. */
export function TrainingFacts({ card }: { card: AnyCard }) {
  const t = useTranslations("modelPage.training");
  const format = useFormatter();
  const { training, parameters } = card;
  const count = Object.values(parameters).reduce<number>((sum, part) => sum + (part ?? 0), 0);
  const facts: [string, string][] = [[t("parameters"), format.number(count)]];
  if (card.loss) facts.unshift([t("loss"), t(`losses.${card.loss}`)]);
  if (!training) return <Facts facts={facts} />;
  // Without a KL there is nothing that it would weigh.
  if ("beta" in card && card.beta > 0) facts.push([t("beta"), format.number(card.beta)]);
  if (training.epochs > 0) {
    const { epochs, bestEpoch: best } = training;
    facts.push([t("epochs"), t("bestOf", { epochs, best })]);
    facts.push([t("batch"), format.number(training.batchSize)]);
    facts.push([t("optimizer"), training.optimizer]);
  }
  facts.push([t("took"), t("seconds", { seconds: training.seconds })]);
  facts.push([t("on"), training.backend], [t("date"), training.date]);
  facts.push([t("seed"), String(training.seed)]);
  return <Facts facts={facts} />;
}
