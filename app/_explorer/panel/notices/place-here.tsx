"use client";

import { DoorClosed, Eye } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import css from "./notices.module.css";

/** What this page's person should know of their own place: they wait at the door, or may only look. */
export function PlaceHere() {
  const t = useTranslations("join");
  const joined = useExplorer((s) => s.connection.state !== "connecting");
  const waiting = useExplorer((s) => s.waiting);
  const edits = useExplorer(mayEdit);
  if (!joined || (edits && !waiting)) return null;
  return (
    <p
      className={css.notice}
      role="status"
      data-testid={waiting ? "notice-waiting" : "notice-look"}
    >
      {waiting ? <DoorClosed /> : <Eye />}
      {t(waiting ? "waiting" : "lookOn")}
    </p>
  );
}
