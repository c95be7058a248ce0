"use client";

import { useTranslations } from "use-intl";
import css from "./join-screen.module.css";

interface AddressProps {
  origins: readonly string[];
  chosen: string;
  onChoose: (origin: string) => void;
}

/** The address as people type it, as large as the screen allows; where there are several, which of them. */
export function Address({ origins, chosen, onChoose }: AddressProps) {
  const t = useTranslations("host.screen");
  const shown = `${new URL(chosen).host}/join`;
  return (
    <section className={css.step}>
      <h2 className={css.label}>{t("open")}</h2>
      <p
        className={css.address}
        style={{ "--chars": Math.max(16, shown.length) } as React.CSSProperties}
        data-testid="join-address"
      >
        {shown}
      </p>
      {origins.length > 1 && (
        <fieldset className={css.choices}>
          <legend className={css.small}>{t("several")}</legend>
          {origins.map((origin) => (
            <button
              key={origin}
              type="button"
              className={css.choice}
              aria-pressed={origin === chosen}
              onClick={() => onChoose(origin)}
            >
              {new URL(origin).host}
            </button>
          ))}
        </fieldset>
      )}
    </section>
  );
}
