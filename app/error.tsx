"use client";

import { useTranslations } from "use-intl/react";
import { Button, ButtonLink } from "./_ui/button.tsx";
import { MessagePage } from "./_ui/message-page.tsx";

/** Shown when a page threw while it was drawn. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations();
  return (
    <MessagePage title={t("pages.broken.title")} text={t("pages.broken.text")}>
      <Button tone="primary" onClick={reset}>
        {t("common.retry")}
      </Button>
      <ButtonLink href="/">{t("common.toLobby")}</ButtonLink>
    </MessagePage>
  );
}
