import { requestTexts } from "../../_i18n/request.ts";
import { LobbyLink } from "../../_ui/lobby-link.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** A room link that names no room. */
export default async function RoomNotFound() {
  const t = await requestTexts("every");
  return (
    <MessagePage title={t("pages.noRoom.title")} text={t("pages.noRoom.text")}>
      <LobbyLink tone="primary">{t("common.toLobby")}</LobbyLink>
    </MessagePage>
  );
}
