"use client";

import { TriangleAlert, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../../_ui/button.tsx";
import { ToastList } from "../../../_ui/toast-list.tsx";
import { dismissToast, useExplorer } from "../../store.ts";
import css from "./notices.module.css";

/** What everyone on this page should know now: a lost connection, or a link made with other weights. */
export function Notices({ savedWeights }: { savedWeights: string | null }) {
  const state = useExplorer((s) => s.connection.state);
  const late = useExplorer((s) => s.connectionLate);
  const weights = useExplorer((s) => s.card?.weightsHash);
  const [dismissed, setDismissed] = useState(false);
  const differs = savedWeights !== null && weights !== undefined && weights !== savedWeights;
  return (
    <>
      {late && (
        <p className={css.notice} role="status" data-testid="notice-reconnecting">
          <TriangleAlert />
          {state === "connecting"
            ? "The server does not answer yet. This page goes on trying."
            : "The connection is lost. Your place is kept; reconnecting…"}
        </p>
      )}
      {differs && !dismissed && (
        <div className={css.notice} role="status" data-testid="notice-weights">
          <TriangleAlert />
          <p>
            This place was saved with other weights of this model. The picture may differ from what
            was shared.
          </p>
          <IconButton label="Dismiss" onClick={() => setDismissed(true)}>
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
