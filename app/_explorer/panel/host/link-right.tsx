"use client";

import { useTranslations } from "use-intl/react";
import { LINKS } from "../../../../server/protocol/rights.ts";
import { setLink } from "../../connection/host-commands.ts";
import { useExplorer } from "../../store.ts";
import css from "./host.module.css";

/** What whoever has the plain link may do; holds at once, for those who are here too. */
export function LinkRight() {
  const t = useTranslations("host.link");
  const link = useExplorer((s) => s.room?.link);
  return (
    <fieldset className={css.section}>
      <legend className={css.heading}>{t("title")}</legend>
      {LINKS.map((choice) => (
        <label key={choice} className={css.choice}>
          <input
            type="radio"
            name="link-right"
            checked={choice === link}
            onChange={() => void setLink(choice)}
            data-testid={`link-${choice}`}
          />
          <span>
            <b>{t(`${choice}.name`)}</b> <span className={css.note}>{t(`${choice}.text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
