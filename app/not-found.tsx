import { ButtonLink } from "./_ui/button.tsx";
import { MessagePage } from "./_ui/message-page.tsx";

/** Any address that leads nowhere. */
export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing at this address"
      text="The link may be cut short or mistyped. Ask the person who sent it for the whole link, or start from the lobby."
    >
      <ButtonLink tone="primary" href="/">
        Go to the lobby
      </ButtonLink>
    </MessagePage>
  );
}
