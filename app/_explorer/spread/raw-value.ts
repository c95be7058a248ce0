import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { text } from "../../_i18n/text.ts";

/** Says a coordinate in the units of a decoder that was brought along: raw = mean + std · z (protocol/model-card.ts). */
export function rawValue({ imported }: ModelCard, dimension: number) {
  const mean = imported?.mean[dimension];
  const std = imported?.std[dimension];
  if (mean === undefined || std === undefined) return {};
  return {
    also: (value: number) =>
      text("sliders.raw", { value: Number((mean + std * value).toPrecision(4)) }),
  };
}
