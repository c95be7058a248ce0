"use client";

import Link from "next/link";
import { useTranslations } from "use-intl/react";
import css from "./logo.module.css";

/** The mark, a reticle over three points of a cloud, and the name beside it; leads to the lobby. */
export function Logo({ small = false }: { small?: boolean }) {
  const t = useTranslations("common");
  return (
    <Link href="/" className={css.logo} aria-label={t("home")}>
      <svg viewBox="0 0 32 32" className={css.mark} aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
          <circle cx="16" cy="16" r="9" />
          <path d="M16 2.5v6M16 23.5v6M2.5 16h6M23.5 16h6" />
        </g>
        <g className={css.points}>
          <circle cx="13" cy="18.2" r="1.8" />
          <circle cx="17.4" cy="13.2" r="1.8" />
          <circle cx="19.8" cy="18.8" r="1.8" />
        </g>
      </svg>
      {!small && <span className={css.name}>{t("brand")}</span>}
    </Link>
  );
}
