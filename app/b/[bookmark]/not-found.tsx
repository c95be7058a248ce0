import { requestTexts } from "../../_i18n/request.ts";
import { LobbyLink } from "../../_ui/lobby-link.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** A bookmark link whose bookmark was deleted or never was. */
export default async function BookmarkNotFound() {
  const t = await requestTexts("every");
  return (
    <MessagePage title={t("pages.noPlace.title")} text={t("pages.noPlace.text")}>
      <LobbyLink tone="primary">{t("common.toLobby")}</LobbyLink>
    </MessagePage>
  );
}
