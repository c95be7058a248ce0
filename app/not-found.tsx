import { requestTexts } from "./_i18n/request.ts";
import { ButtonLink } from "./_ui/button.tsx";
import { MessagePage } from "./_ui/message-page.tsx";

/** Any address that leads nowhere. */
export default async function NotFound() {
  const t = await requestTexts("every");
  return (
    <MessagePage title={t("pages.notFound.title")} text={t("pages.notFound.text")}>
      <ButtonLink tone="primary" href="/">
        {t("common.toLobby")}
      </ButtonLink>
    </MessagePage>
  );
}
