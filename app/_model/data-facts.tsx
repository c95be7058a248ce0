"use client";

import { useFormatter, useTranslations } from "use-intl/react";
import { embeddingCount } from "../../server/protocol/card-shape.ts";
import type { AnyCard } from "../_lobby/gallery/groups.ts";
import { Facts } from "./facts.tsx";

/** Where its images are from, whose they are, and which of them it was shown. */
export function DataFacts({ card }: { card: AnyCard }) {
  const { dataset } = card;
  const t = useTranslations("modelPage.data");
  const format = useFormatter();
  const { imageShape, train, validation, heldOut, splitSeed, classNames, attributes } = dataset;
  const [height, width, channels] = imageShape;
  const [a, b, c] = [train, validation, heldOut].map((rows) => format.number(rows));
  // What somebody brought along is not divided: nothing is trained or measured on it here.
  const isDivided = validation > 0 || heldOut > 0;
  const known = (name: string, values: readonly string[]): (readonly [string, string])[] =>
    values.length > 0 ? [[name, values.join(", ")]] : [];
  return (
    <Facts
      facts={[
        [t("name"), dataset.name],
        ...known(t("source"), [dataset.source].filter(Boolean)),
        ...known(t("licence"), [dataset.licence].filter(Boolean)),
        [t("shape"), t(channels === 3 ? "colour" : "grey", { width, height })],
        ...(isDivided
          ? ([
              [t("split"), t("parts", { train: a ?? "", validation: b ?? "", heldOut: c ?? "" })],
              [t("splitBy"), splitSeed === null ? t("official") : t("seed", { seed: splitSeed })],
            ] as const)
          : ([[t("points"), format.number(embeddingCount(card))]] as const)),
        ...known(t("classes"), classNames.length > 1 ? classNames : []),
        ...known(
          t("attributes"),
          attributes.map(({ name }) => name),
        ),
      ]}
    />
  );
}
