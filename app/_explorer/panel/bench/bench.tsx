"use client";

import { Link2, Maximize2, Minimize2, X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { text } from "../../../_i18n/text.ts";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { copyText } from "../../../_ui/copy-text.ts";
import { benchState, useBench } from "../../bench/bench-store.ts";
import { firstBench } from "../../bench/first-bench.ts";
import { benchLink } from "../../bench/link/copy-bench-link.ts";
import { endBench, tellShownBench } from "../../bench/show-bench.ts";
import { useModels } from "../../bench/use-models.ts";
import { toast, useExplorer } from "../../store.ts";
import { closeDialog } from "../ui-state.ts";
import css from "./bench.module.css";
import { BenchTable } from "./bench-table.tsx";
import { ShowLine } from "./show-line.tsx";

/** The workbench, beside the cloud or over it. */
export function Bench() {
  const t = useTranslations("bench");
  const title = useId();
  const section = useRef<HTMLElement>(null);
  const full = useBench((s) => s.full);
  const state = useBench(benchState);
  const room = useExplorer((s) => s.card);
  const { models, again } = useModels();
  useEffect(tellShownBench, []);
  useEffect(() => section.current?.focus(), []);
  useEffect(() => {
    // What a link or somebody else put on it stays.
    if (room && !useBench.getState().own) useBench.setState({ own: firstBench(room) });
  }, [room]);
  const ready = room && state && models && models !== "failed";
  return (
    <section
      ref={section}
      className={css.bench}
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      data-testid="bench"
      data-full={full}
      onKeyDown={(event) => {
        if (event.key === "Escape") closeBench();
      }}
    >
      <header className={css.head}>
        <h2 id={title} className={css.title}>
          {t("title")}
        </h2>
        <div className={css.show}>
          <ShowLine />
        </div>
        <IconButton label={t("copyLink")} data-testid="bench-link" onClick={() => void copyLink()}>
          <Link2 />
        </IconButton>
        <IconButton
          label={t(full ? "narrower" : "wider")}
          aria-pressed={full}
          data-testid="bench-full"
          onClick={() => useBench.setState({ full: !full })}
        >
          {full ? <Minimize2 /> : <Maximize2 />}
        </IconButton>
        <IconButton label={t("close")} data-testid="bench-close" onClick={closeBench}>
          <X />
        </IconButton>
      </header>
      {ready && <BenchTable room={room} models={models} state={state} />}
      {models === "failed" && (
        <div className={css.empty} role="alert">
          <p>{t("modelsFailed")}</p>
          <Button onClick={again}>{t("retry")}</Button>
        </div>
      )}
      {models === null && <p className={css.empty}>{t("loadingModels")}</p>}
    </section>
  );
}

/** Whoever shows it shows it no longer; whoever only looks goes away. */
function closeBench(): void {
  if (useBench.getState().mode === "showing") endBench();
  closeDialog();
}

async function copyLink(): Promise<void> {
  const link = await benchLink();
  const copied = link !== null && (await copyText(link));
  toast(text(copied ? "bench.copied" : "bench.copyFailed"), copied ? {} : { tone: "error" });
}
