"use client";

import { useTranslations } from "use-intl/react";
import type { Loaded } from "../_lobby/use-loaded.ts";
import { Button } from "../_ui/button.tsx";
import css from "./model-page.module.css";

/** Stands where something of the page will be, or says why it is not there. */
export function Waiting({
  loaded,
  onRetry,
}: {
  loaded: Exclude<Loaded<unknown>, { state: "ready" }>;
  onRetry: () => void;
}) {
  const t = useTranslations("modelPage");
  const common = useTranslations("common");
  if (loaded.state === "loading") return <p className={css.quiet}>{t("loading")}</p>;
  return (
    <p role="alert">
      {loaded.message} <Button onClick={onRetry}>{common("retry")}</Button>
    </p>
  );
}
