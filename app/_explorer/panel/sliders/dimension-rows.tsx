"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl/react";
import { hasPrior } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { live } from "../../live.ts";
import { MarginalCurve } from "../../posterior/marginal-curve.tsx";
import { useMarginals } from "../../posterior/marginals.ts";
import { rawValue } from "../../spread/raw-value.ts";
import { useWidths } from "../../spread/use-widths.ts";
import { useExplorer } from "../../store.ts";
import { setCoordinate } from "../../travel.ts";
import { LatentSlider } from "./latent-slider.tsx";
import { Pager } from "./pager.tsx";
import { foundRows, PAGE, pageOf, type SliderRow, sliderRows } from "./slider-order.ts";

/** The latent dimensions as sliders: of many, sixteen at a time, and any of them by its number. */
export function DimensionRows({
  card,
  byActivity,
  curves,
  ruler,
}: {
  card: ModelCard;
  byActivity: boolean;
  curves: boolean;
  /** Stands over the sliders. */
  ruler: ReactNode;
}) {
  const { latentDim, klPerDimension, condition } = card;
  const [page, setPage] = useState(0);
  const [typed, setTyped] = useState("");
  const cloud = useExplorer((s) => s.cloud);
  const spread = useWidths(card, cloud);
  const marginals = useMarginals(card, cloud, curves);
  const meter = useMeter();
  const rows = sliderRows(latentDim, klPerDimension, byActivity, {
    label: condition?.dimension,
    spread,
  });
  const found = foundRows(rows, typed);
  const part = pageOf(found, page);
  return (
    <>
      {latentDim > PAGE && (
        <Pager
          {...part}
          count={found.length}
          typed={typed}
          onPage={setPage}
          onType={(next) => {
            setTyped(next);
            setPage(0);
          }}
        />
      )}
      {ruler}
      {part.shown.map((row) => {
        const { dimension } = row;
        const marginal = curves ? marginals[dimension] : undefined;
        const bell = hasPrior(card) && dimension !== condition?.dimension;
        return (
          <LatentSlider
            key={dimension}
            id={String(dimension)}
            name={`z${dimension + 1}`}
            active={row.active}
            meter={meter(row)}
            read={() => live.z[dimension] ?? 0}
            set={(value) => setCoordinate(dimension, value)}
            {...rawValue(card, dimension)}
            curve={marginal && <MarginalCurve marginal={marginal} bell={bell} />}
          />
        );
      })}
    </>
  );
}

/** What a dimension says, in words. */
function useMeter() {
  const t = useTranslations("sliders");
  return ({ kl, spread, active, activity }: SliderRow) => {
    if (kl !== null)
      return {
        told: active ? fixed(kl, 2) : t("dead"),
        title: t(active ? "kl" : "deadHint", { nats: fixed(kl, 2) }),
        share: activity,
      };
    if (spread === null) return null;
    const told = spread.toPrecision(2);
    return { told, title: t("spread", { value: told }), share: activity };
  };
}
