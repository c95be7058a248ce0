"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { norm } from "../../../../server/latent/interpolate.ts";
import type { Spread } from "../../../../server/latent/mahalanobis.ts";
import { percentile } from "../../../../server/latent/percentile.ts";
import { isStandard } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { live } from "../../live.ts";
import { useLiveFrame } from "../../live-frame.ts";
import { coverCorner } from "../../scene/tags/covered.ts";
import { useDataSpread } from "../../spread/measured.ts";
import { useExplorer } from "../../store.ts";
import { formatMs } from "../figures/format-ms.ts";
import { DrawnBy } from "./drawn-by.tsx";
import { LiveCanvas } from "./live-canvas.tsx";
import css from "./own-image.module.css";

/** Faster, figures cannot be read. */
const REFRESH_MS = 250;
const readOwn = () => live.own;

/** The own decoded image, large, with how far out it lies and how long a move takes to become an image. */
export function OwnImage({ floating = false }: { floating?: boolean }) {
  const t = useTranslations("image");
  const distance = useRef<HTMLElement>(null);
  const latency = useRef<HTMLElement>(null);
  const card = useExplorer((s) => s.card);
  const spread = useDataSpread(
    card,
    useExplorer((s) => s.cloud),
  );
  useLiveFrame(() => {
    setText(distance.current, farOut(card, spread));
    const p50 = formatMs(percentile(live.latencies, 0.5));
    const p95 = formatMs(percentile(live.latencies, 0.95));
    setText(latency.current, `${p50}, p95 ${p95}`);
  }, REFRESH_MS);
  const [from, to] = spread?.typical.map((value) => fixed(value, 1)) ?? [];
  const hint = from && to ? t("middleHint", { from, to }) : undefined;
  const figure = useRef<HTMLElement>(null);
  useEffect(() => (floating ? coverCorner(figure.current) : undefined), [floating]);
  return (
    <figure ref={figure} className={floating ? css.floating : css.own}>
      <div className={css.finder}>
        <LiveCanvas read={readOwn} label={t("own")} testId="own-tile" className={css.canvas} />
      </div>
      <figcaption className={css.caption}>
        <span>
          <span className={css.key}>
            {t(!card || isStandard(card) ? "fromOrigin" : "fromMiddle")}
          </span>{" "}
          <b ref={distance} className={css.value} title={hint} />
        </span>
        <span>
          <span className={css.key}>{t("latency")}</span>{" "}
          <b ref={latency} className={css.value} data-testid="own-latency" />
        </span>
        <DrawnBy />
      </figcaption>
    </figure>
  );
}

/** From the origin of the prior, or from the middle of the data where there is none. */
function farOut(card: ModelCard | null, spread: Spread | null): string {
  if (!card || isStandard(card)) return `${fixed(norm(live.z), 2)} σ`;
  return spread ? `${fixed(spread.distance(live.z), 2)} σ` : "…";
}

function setText(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
