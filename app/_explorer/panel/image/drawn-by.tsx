"use client";

import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";
import css from "./drawn-by.module.css";

const FAILING = { server: "failingServer", page: "failingPage" } as const;

/** Which decoder drew the own image; both draw the same. */
export function DrawnBy() {
  const t = useTranslations("image.drawnBy");
  const drawnBy = useExplorer((s) => s.drawnBy);
  const failing = useExplorer((s) => s.engine?.failing === true);
  const ready = useExplorer((s) => s.pageDecoderReady);
  return (
    <div
      className={css.drawn}
      data-by={drawnBy}
      data-page-decoder={ready ? "ready" : "not loaded"}
      data-testid="drawn-by"
      title={ready ? t("ready") : undefined}
    >
      {t(failing ? FAILING[drawnBy] : drawnBy)}
    </div>
  );
}
