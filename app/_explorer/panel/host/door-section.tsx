"use client";

import { useTranslations } from "use-intl/react";
import { lockDoor } from "../../connection/host-commands.ts";
import { useExplorer } from "../../store.ts";
import css from "./host.module.css";
import { WaitingList } from "./waiting-list.tsx";

/** The lock, and who waits behind it. */
export function DoorSection() {
  const t = useTranslations("host.door");
  const locked = useExplorer((s) => s.door?.locked ?? false);
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{t("title")}</h3>
      <label className={css.choice}>
        <input
          type="checkbox"
          checked={locked}
          onChange={(event) => void lockDoor(event.target.checked)}
          data-testid="lock-door"
        />
        <span>
          <b>{t("lock")}</b> <span className={css.note}>{t("text")}</span>
        </span>
      </label>
      <WaitingList />
    </section>
  );
}
