import { Button, ButtonLink } from "../_ui/button.tsx";
import { MessagePage } from "../_ui/message-page.tsx";

/** Shown instead of a room that the database cannot name at the moment. */
export function Unavailable() {
  return (
    <MessagePage
      title="This room cannot be opened right now"
      text="The server cannot read what it has saved. Nothing is lost; try again in a minute, or tell whoever runs this server."
    >
      <form>
        <Button tone="primary" type="submit">
          Try again
        </Button>
      </form>
      <ButtonLink href="/">Go to the lobby</ButtonLink>
    </MessagePage>
  );
}
