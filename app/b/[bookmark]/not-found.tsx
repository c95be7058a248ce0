import { ButtonLink } from "../../_ui/button.tsx";
import { MessagePage } from "../../_ui/message-page.tsx";

/** A bookmark link whose bookmark was deleted or never was. */
export default function BookmarkNotFound() {
  return (
    <MessagePage
      title="This place does not exist"
      text="It may have been deleted from its room, or the link is cut short. Ask the person who sent it."
    >
      <ButtonLink tone="primary" href="/">
        Go to the lobby
      </ButtonLink>
    </MessagePage>
  );
}
