import type { useTranslations } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import type { TaskGoal } from "../../../../server/protocol/task.ts";
import { fixed } from "../../../_i18n/number.ts";
import { className } from "../../colouring/data-words.ts";
import type { Measured, Miss } from "./measure.ts";

type TaskTexts = ReturnType<typeof useTranslations<"task">>;

export const nameOf = (card: ModelCard | null, label: number): string =>
  card ? className(card.dataset, label) : String(label);

/** What everyone is asked for, as a sentence. */
export function goalText(t: TaskTexts, goal: TaskGoal, card: ModelCard | null): string {
  const name = (label: number) => nameOf(card, label);
  switch (goal.kind) {
    case "datum":
      return t("goals.datum");
    case "typical":
      return t("goals.typical", { of: name(goal.label) });
    case "closest":
      return t("goals.closest", { of: name(goal.of), to: name(goal.to) });
    case "boundary":
      return t("goals.boundary", { of: name(goal.between[0]), to: name(goal.between[1]) });
    case "empty":
      return t("goals.empty");
    case "path":
      return t("goals.path", { of: name(goal.from), to: name(goal.to) });
    case "own":
      return t("goals.own");
    default:
      return goal satisfies never;
  }
}

/** A measured value with its unit. */
export function valueText(t: TaskTexts, goal: TaskGoal, value: number | null): string {
  if (value === null) return t("noValue");
  if (goal.kind === "path") return t("share", { value: fixed(100 * value, 1) });
  return t("sigma", { value: fixed(value, 2) });
}

/** Why an answer does not count. */
export function missText(t: TaskTexts, miss: Miss, card: ModelCard | null): string {
  if (miss.kind === "outside") return t("miss.outside");
  return t(`miss.${miss.kind}`, { of: nameOf(card, miss.label) });
}

/** The same in so few words that it fits below a picture. */
export function shortMissText(t: TaskTexts, miss: Miss, card: ModelCard | null): string {
  if (miss.kind === "outside") return t("missShort.outside");
  return t(`missShort.${miss.kind}`, { of: nameOf(card, miss.label) });
}

/** What an answer's place is like. */
export function surroundingsText(t: TaskTexts, measured: Measured, card: ModelCard | null): string {
  return t("surroundings", {
    of: nameOf(card, measured.nearest.label),
    distance: fixed(measured.nearest.distance, 2),
    density: measured.density,
    reach: fixed(measured.reach, 2),
  });
}
