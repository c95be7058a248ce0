"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl/react";
import { percentile } from "../../../../server/latent/percentile.ts";
import type { RoomStats } from "../../../../server/protocol/entities.ts";
import { fixed } from "../../../_i18n/number.ts";
import { live } from "../../live.ts";
import { useLiveFrame } from "../../live-frame.ts";
import { useExplorer } from "../../store.ts";
import { formatMs } from "./format-ms.ts";
import css from "./stats-panel.module.css";

/** Faster, figures cannot be read. */
const REFRESH_MS = 250;

const ms = (value: number) => formatMs(value);

/** Live figures of the decode service, over the last few seconds. */
export function StatsPanel() {
  const t = useTranslations("figures");
  const open = useExplorer((s) => s.statsOpen);
  const stats = useExplorer((s) => s.stats);
  if (!open) return null;
  return (
    <section className={css.stats} aria-label={t("title")} data-testid="stats">
      <dl className={css.list}>
        {(stats ? figures(stats, t) : []).map(([name, value]) => (
          <div key={name} className={css.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <OwnLatency />
      </dl>
      {!stats && <p className={css.waiting}>{t("waiting")}</p>}
    </section>
  );
}

type Words = ReturnType<typeof useTranslations<"figures">>;

function figures(stats: RoomStats, t: Words): [string, string][] {
  return [
    [t("imagesPerSecond"), fixed(stats.imagesPerSecond, 0)],
    [t("decode"), `${ms(stats.decodeP50)}, ${ms(stats.decodeP95)}`],
    [t("queue"), ms(stats.queueP95)],
    [t("batch"), fixed(stats.batchMean, 1)],
    [t("superseded"), fixed(stats.supersededPerSecond, 1)],
    [t("eventLoop"), ms(stats.eventLoopP99)],
    [t("roomBytes"), t("kbit", { value: fixed((stats.roomBytesPerSecond * 8) / 1000, 0) })],
    [t("people"), `${stats.people}, ${stats.rooms}`],
  ];
}

/** Measured by this page, so it is refreshed here and not with the server's figures. */
function OwnLatency() {
  const t = useTranslations("figures");
  const value = useRef<HTMLElement>(null);
  useLiveFrame(() => {
    const text = [0.5, 0.95].map((p) => formatMs(percentile(live.latencies, p))).join(", ");
    if (value.current && value.current.textContent !== text) value.current.textContent = text;
  }, REFRESH_MS);
  return (
    <div className={css.figure}>
      <dt>{t("latency")}</dt>
      <dd ref={value} />
    </div>
  );
}
