"use client";

import { Users } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { useExplorer } from "../../store.ts";
import { openTab } from "../ui-state.ts";
import { Avatar } from "./avatar.tsx";
import css from "./people-summary.module.css";

const SHOWN = 4;

/** The first few people as discs and how many are here; opens the list. */
export function PeopleSummary({ compact }: { compact: boolean }) {
  const t = useTranslations("people");
  const me = useExplorer((s) => s.me);
  const peers = useExplorer((s) => s.peers);
  if (!me) return null;
  const people = [me, ...peers.values()].filter(({ online }) => online);
  return (
    <button type="button" className={css.people} title={t("who")} onClick={() => openTab("people")}>
      {compact ? (
        <Users />
      ) : (
        <span className={css.discs} aria-hidden="true">
          {people.slice(0, SHOWN).map((person) => (
            <Avatar key={person.slot} {...person} />
          ))}
        </span>
      )}
      <span className={css.count} data-testid="people-count">
        {people.length}
      </span>
      <span className="sr-only">{t("here", { count: people.length })}</span>
    </button>
  );
}
