import { requestTexts } from "../../_i18n/request.ts";
import { LobbyLink } from "../../_ui/lobby-link.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** The server has no such model, or no longer. */
export default async function ModelNotFound() {
  const t = await requestTexts("every");
  return (
    <MessagePage title={t("pages.noModel.title")} text={t("pages.noModel.text")}>
      <LobbyLink tone="primary">{t("common.toLobby")}</LobbyLink>
    </MessagePage>
  );
}
