"use client";

import { useTranslations } from "use-intl/react";
import { decoderBytes, fitsPages } from "../../../../server/protocol/card-shape.ts";
import { useExplorer } from "../../store.ts";
import css from "./drawn-by.module.css";

const FAILING = { server: "failingServer", page: "failingPage" } as const;

/** Which decoder drew the own image; both draw the same. */
export function DrawnBy() {
  const t = useTranslations("image.drawnBy");
  const drawnBy = useExplorer((s) => s.drawnBy);
  const failing = useExplorer((s) => s.engine?.failing === true);
  const ready = useExplorer((s) => s.pageDecoderReady);
  const card = useExplorer((s) => s.card);
  const tooLarge = card !== null && !fitsPages(card);
  const megabytes = card ? Math.round(decoderBytes(card) / 1e6) : 0;
  return (
    <div
      className={css.drawn}
      data-by={drawnBy}
      data-page-decoder={ready ? "ready" : "not loaded"}
      data-testid="drawn-by"
      title={ready ? t("ready") : undefined}
    >
      {t(failing ? FAILING[drawnBy] : drawnBy)}
      {tooLarge && <small className={css.why}>{t("tooLarge", { megabytes })}</small>}
    </div>
  );
}
