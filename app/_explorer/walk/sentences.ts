import type { Survey } from "../../../server/latent/survey.ts";
import { isStandard } from "../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";
import { className } from "../colouring/data-words.ts";

export interface Near {
  name: string;
  distance: number;
}

/** Mix, density and distances of a place, in one breath. */
export function describe(survey: Survey, card: ModelCard): string {
  const { density, origin } = survey;
  return [
    mix(survey, card),
    text("walk.density", { density }),
    text(isStandard(card) ? "walk.origin" : "walk.middle", { origin }),
  ].join(" ");
}

function mix({ mix: found, asked }: Survey, card: ModelCard): string {
  const [first, second] = found;
  if (!first) return text("walk.noData");
  const name = className(card.dataset, first.label);
  if (first.count === asked) return text("walk.allNearest", { asked, name });
  return text("walk.mix", {
    count: first.count,
    asked,
    name,
    others: second?.count ?? 0,
    other: second ? className(card.dataset, second.label) : "",
  });
}

/** The nearest datum and the nearest person of a place. */
export function nearest(
  { nearest: datum, on }: Survey,
  labels: Uint8Array,
  card: ModelCard,
  person: Near | null,
): string {
  const parts = [
    on === null ? null : text("walk.on", { name: className(card.dataset, labels[on] ?? 0) }),
    datum &&
      text("walk.nearestDatum", {
        name: className(card.dataset, labels[datum.row] ?? 0),
        distance: datum.distance,
      }),
    person ? text("walk.nearestPerson", { ...person }) : text("walk.alone"),
  ];
  return parts.filter((part) => part !== null).join(" ");
}
