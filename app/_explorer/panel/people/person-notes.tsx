"use client";

import { Hand, Megaphone } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";
import css from "./people.module.css";

/** What goes on with someone, in a word: hand, wish, spotlight, whom they are with. */
export function PersonNotes({ slot, online }: { slot: number; online: boolean }) {
  const t = useTranslations("lesson.person");
  const people = useTranslations("people");
  const { hands, asks, presenter } = useExplorer((s) => s.lesson);
  const leader = useExplorer((s) => s.companions.get(slot)?.leader);
  const leaderName = useExplorer((s) =>
    leader === s.me?.slot ? s.me?.name : leader && s.peers.get(leader)?.name,
  );
  const hidden = useExplorer((s) => s.peers.get(slot)?.hidden === true);
  const words = [
    ...(presenter?.slot === slot ? [t("presents")] : []),
    ...(leaderName ? [t("with", { name: leaderName })] : []),
    ...(hidden ? [t("cursorHidden")] : []),
    ...(online ? [] : [people("lost")]),
  ];
  return (
    <>
      {hands.includes(slot) && (
        <Hand className={css.mark} aria-label={t("handUp")} data-testid={`hand-${slot}`} />
      )}
      {asks.includes(slot) && <Megaphone className={css.mark} aria-label={t("asks")} />}
      {words.length > 0 && <span className={css.note}>{words.join(", ")}</span>}
    </>
  );
}
