import { Texts } from "./_i18n/texts.tsx";
import { Lobby } from "./_lobby/lobby.tsx";

/** The lobby: choose a model, open a room, or join one. */
export default function LobbyPage() {
  return (
    <Texts page="lobby">
      <Lobby />
    </Texts>
  );
}
