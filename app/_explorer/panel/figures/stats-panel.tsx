"use client";

import { useRef } from "react";
import { percentile } from "../../../../server/latent/percentile.ts";
import type { Stats } from "../../../../server/protocol/entities.ts";
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
  const open = useExplorer((s) => s.statsOpen);
  const stats = useExplorer((s) => s.stats);
  if (!open) return null;
  return (
    <section className={css.stats} aria-label="Figures of the server" data-testid="stats">
      <dl className={css.list}>
        {(stats ? figures(stats) : []).map(([name, value]) => (
          <div key={name} className={css.figure}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <OwnLatency />
      </dl>
      {!stats && <p className={css.waiting}>Waiting for the server's first figures…</p>}
    </section>
  );
}

function figures(stats: Stats): [string, string][] {
  return [
    ["Images per second", stats.imagesPerSecond.toFixed(0)],
    ["Decode p50, p95", `${ms(stats.decodeP50)}, ${ms(stats.decodeP95)}`],
    ["Queue p95", ms(stats.queueP95)],
    ["Batch mean", stats.batchMean.toFixed(1)],
    ["Superseded per second", stats.supersededPerSecond.toFixed(1)],
    ["Event loop p99", ms(stats.eventLoopP99)],
    ["People, rooms", `${stats.people}, ${stats.rooms}`],
  ];
}

/** Measured by this page, so it is refreshed here and not with the server's figures. */
function OwnLatency() {
  const value = useRef<HTMLElement>(null);
  useLiveFrame(() => {
    const text = [0.5, 0.95].map((p) => formatMs(percentile(live.latencies, p))).join(", ");
    if (value.current && value.current.textContent !== text) value.current.textContent = text;
  }, REFRESH_MS);
  return (
    <div className={css.figure}>
      <dt>Your latency p50, p95</dt>
      <dd ref={value} />
    </div>
  );
}
