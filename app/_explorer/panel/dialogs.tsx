"use client";

import { HelpDialog } from "./help/help-dialog.tsx";
import { ShareDialog } from "./share/share-dialog.tsx";
import { useUi } from "./ui-state.ts";

/** The dialog that is open, if any. */
export function Dialogs({ compact }: { compact: boolean }) {
  const dialog = useUi((s) => s.dialog);
  if (dialog === "help") return <HelpDialog compact={compact} />;
  if (dialog === "share") return <ShareDialog />;
  return null;
}
