"use client";

import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";
import css from "./connection-state.module.css";

/** Whether this page is in touch with the room, in a word and a lamp. */
export function ConnectionState({ compact }: { compact: boolean }) {
  const t = useTranslations("connection.state");
  const state = useExplorer((s) => s.connection.state);
  const late = useExplorer((s) => s.connectionLate);
  // A short gap changes nothing for the person: it ends by itself.
  const shown = state === "reconnecting" && !late ? "joined" : state;
  return (
    <span
      className={css.state}
      data-state={state}
      data-shown={shown}
      data-testid="connection-state"
      role="status"
    >
      <span className={css.lamp} />
      <span className={compact ? "sr-only" : undefined}>{t(shown)}</span>
    </span>
  );
}
