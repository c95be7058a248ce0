"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl/react";
import { Button } from "../_ui/button.tsx";
import css from "./language-switch.module.css";
import { LOCALE_COOKIE, LOCALE_NAMES, LOCALES, type Locale } from "./locale.ts";

const YEAR_S = 365 * 24 * 60 * 60;

/** Changes to the other language and keeps it in a cookie; the page stays as it is, and so does the seat in the room. */
export function LanguageSwitch() {
  const t = useTranslations("common.language");
  const shown = useLocale();
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  const other = LOCALES[(LOCALES.indexOf(shown) + 1) % LOCALES.length] ?? shown;
  const change = async () => {
    keep(other);
    // Refreshing while the server is gone would leave the page, room and all: asked first.
    const reached = await fetch("/api/health").then(
      ({ ok }) => ok,
      () => false,
    );
    setFailed(!reached);
    if (reached) router.refresh();
  };
  return (
    <span className={css.switch}>
      <Button
        tone="quiet"
        lang={other}
        data-testid="language"
        title={LOCALE_NAMES[other]}
        // Whoever speaks to the page says what stands there.
        aria-label={`${other.toUpperCase()}, ${LOCALE_NAMES[other]}`}
        onClick={() => void change()}
      >
        {other.toUpperCase()}
      </Button>
      {failed && (
        <span className={css.fault} role="alert">
          {t("failed")}
        </span>
      )}
    </span>
  );
}

function keep(locale: Locale): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and outside of https.
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
