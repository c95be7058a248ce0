"use client";

import { useExplorer } from "../../store.ts";
import css from "./drawn-by.module.css";

const TEXT = { server: "drawn by the server", page: "drawn in this page" } as const;

const FAILING = {
  server: "the server's decoder fails",
  page: "the server's decoder fails: drawn in this page",
} as const;

/** Which decoder drew the own image; both draw the same. */
export function DrawnBy() {
  const drawnBy = useExplorer((s) => s.drawnBy);
  const failing = useExplorer((s) => s.engine?.failing === true);
  const ready = useExplorer((s) => s.pageDecoderReady);
  return (
    <div
      className={css.drawn}
      data-by={drawnBy}
      data-page-decoder={ready ? "ready" : "not loaded"}
      data-testid="drawn-by"
      title={ready ? "When the server is slow or gone, this page draws by itself" : undefined}
    >
      {failing ? FAILING[drawnBy] : TEXT[drawnBy]}
    </div>
  );
}
