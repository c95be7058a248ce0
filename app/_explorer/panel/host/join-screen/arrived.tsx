"use client";

import { useTranslations } from "use-intl";
import { useExplorer } from "../../../store.ts";
import css from "./join-screen.module.css";

/** As many as fit below the code on a projector. */
const SHOWN = 60;

/** Who is here, the newest first, so that whoever has just come finds their name. */
export function Arrived({ masked }: { masked: boolean }) {
  const t = useTranslations("host.screen");
  const peers = useExplorer((s) => s.peers);
  const here = [...peers.values()].filter(({ online }) => online).reverse();
  const more = here.length - SHOWN;
  return (
    <section className={css.arrived} aria-live="polite">
      <h2 className={css.count} data-testid="arrived-count">
        {t("here", { count: here.length })}
      </h2>
      <ul className={css.people}>
        {here.slice(0, SHOWN).map(({ slot, name, color }) => (
          <li key={slot} className={css.person} data-testid={`arrived-${slot}`}>
            <span className={css.dot} style={{ background: color }} />
            {masked ? t("someone") : name}
          </li>
        ))}
        {more > 0 && <li className={css.more}>{t("more", { count: more })}</li>}
      </ul>
    </section>
  );
}
