import { requestTexts } from "../_i18n/request.ts";
import { Button, ButtonLink } from "../_ui/button.tsx";
import { MessagePage } from "../_ui/message-page.tsx";

/** Shown instead of a room that the database cannot name at the moment. */
export async function Unavailable() {
  const t = await requestTexts("every");
  return (
    <MessagePage title={t("pages.unavailable.title")} text={t("pages.unavailable.text")}>
      <form>
        <Button tone="primary" type="submit">
          {t("common.retry")}
        </Button>
      </form>
      <ButtonLink href="/">{t("common.toLobby")}</ButtonLink>
    </MessagePage>
  );
}
