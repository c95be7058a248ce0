"use client";

import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";

/** Names people by slot, as this page knows them. */
export function useNameOf(): (slot: number) => string {
  const t = useTranslations("lesson");
  const me = useExplorer((s) => s.me);
  const peers = useExplorer((s) => s.peers);
  return (slot) => (me?.slot === slot ? t("you") : (peers.get(slot)?.name ?? t("nobody")));
}
