"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { admit, turnAway } from "../../connection/host-commands.ts";
import { useExplorer } from "../../store.ts";
import css from "./host.module.css";

/** As many rows as a dialog holds; of a crowd the rest follow when these are in. */
const SHOWN = 12;

/** Who waits at the door, the longest first; nothing while nobody does. @param masked names are not for this screen */
export function WaitingList({ masked = false }: { masked?: boolean }) {
  const t = useTranslations("host.door");
  const waiting = useExplorer((s) => s.door?.waiting) ?? [];
  if (waiting.length === 0) return null;
  return (
    <div className={css.waiting} data-testid="waiting">
      <div className={css.row}>
        <span className={css.grow} role="status">
          {t("waiting", { count: waiting.length })}
        </span>
        <Button tone="primary" data-testid="admit-all" onClick={() => admit("all")}>
          {t("admitAll")}
        </Button>
      </div>
      <ul>
        {waiting.slice(0, SHOWN).map(({ id, name, color }) => {
          const shown = masked ? t("someone") : name;
          return (
            <li key={id} className={css.row}>
              <span className={css.dot} style={{ background: color }} />
              <span className={css.grow}>{shown}</span>
              <Button
                aria-label={t("admitOne", { name: shown })}
                data-testid="admit"
                onClick={() => admit([id])}
              >
                {t("admit")}
              </Button>
              <Button
                tone="quiet"
                aria-label={t("refuseOne", { name: shown })}
                data-testid="turn-away"
                onClick={() => turnAway([id])}
              >
                {t("refuse")}
              </Button>
            </li>
          );
        })}
      </ul>
      {waiting.length > SHOWN && (
        <p className={css.note}>{t("more", { count: waiting.length - SHOWN })}</p>
      )}
    </div>
  );
}
