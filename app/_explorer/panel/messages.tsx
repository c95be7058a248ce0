"use client";

import { ToastList } from "../../_ui/toast-list.tsx";
import { dismissToast, useExplorer } from "../store.ts";

/** The room page's toasts. */
export function Messages() {
  const toasts = useExplorer((s) => s.toasts);
  return <ToastList toasts={toasts} onDismiss={dismissToast} />;
}
