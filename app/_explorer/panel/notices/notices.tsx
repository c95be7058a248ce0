"use client";

import { TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { IconButton } from "../../../_ui/button.tsx";
import { ToastList } from "../../../_ui/toast-list.tsx";
import { dismissToast, useExplorer } from "../../store.ts";
import css from "./notices.module.css";
import { PlaceHere } from "./place-here.tsx";

/** What everyone on this page should know now: a lost connection, or a link made with other weights. */
export function Notices({ savedWeights }: { savedWeights: string | null }) {
  const t = useTranslations();
  const state = useExplorer((s) => s.connection.state);
  const late = useExplorer((s) => s.connectionLate);
  const weights = useExplorer((s) => s.card?.weightsHash);
  const [dismissed, setDismissed] = useState(false);
  const differs = savedWeights !== null && weights !== undefined && weights !== savedWeights;
  return (
    <>
      <PlaceHere />
      {late && (
        <p className={css.notice} role="status" data-testid="notice-reconnecting">
          <TriangleAlert />
          {t(state === "connecting" ? "connection.late.connecting" : "connection.late.lost")}
        </p>
      )}
      {differs && !dismissed && (
        <div className={css.notice} role="status" data-testid="notice-weights">
          <TriangleAlert />
          <p>{t("notices.weights")}</p>
          <IconButton label={t("common.dismiss")} onClick={() => setDismissed(true)}>
            <X />
          </IconButton>
        </div>
      )}
    </>
  );
}

/** The room page's toasts. */
export function Messages() {
  const toasts = useExplorer((s) => s.toasts);
  return <ToastList toasts={toasts} onDismiss={dismissToast} />;
}
