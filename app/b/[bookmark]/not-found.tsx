import { LobbyLink } from "../../_ui/lobby-link.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** A bookmark link whose bookmark was deleted or never was. */
export default function BookmarkNotFound() {
  return (
    <MessagePage
      title="This place does not exist"
      text="It may have been deleted from its room, or the link is cut short. Ask the person who sent it."
    >
      <LobbyLink tone="primary">Go to the lobby</LobbyLink>
    </MessagePage>
  );
}
