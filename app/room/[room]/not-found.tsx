import { LobbyLink } from "../../_ui/lobby-link.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** A room link that names no room. */
export default function RoomNotFound() {
  return (
    <MessagePage
      title="This room does not exist"
      text="The link may be cut short or mistyped. Ask for it again, or open a room of your own."
    >
      <LobbyLink tone="primary">Go to the lobby</LobbyLink>
    </MessagePage>
  );
}
