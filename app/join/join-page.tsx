"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { LanguageSwitch } from "../_i18n/language-switch.tsx";
import { Logo } from "../_ui/logo.tsx";
import { ThemeToggle } from "../_ui/theme-toggle.tsx";
import { JoinForm } from "./join-form.tsx";
import css from "./join-page.module.css";

/** The page behind the address on the projector, made for a phone in one hand. */
export function JoinPage({ given }: { given: string }) {
  const t = useTranslations("join.page");
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <Logo />
        <div className={css.tools}>
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className={css.box}>
        <h1 className={css.title}>{t("title")}</h1>
        <p className={css.lead}>{t("lead")}</p>
        <JoinForm given={given} />
        <p className={css.other}>
          <Link href="/">{t("lobby")}</Link>
        </p>
      </main>
    </div>
  );
}
