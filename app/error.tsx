"use client";

import { Button, ButtonLink } from "./_ui/button.tsx";
import { MessagePage } from "./_ui/message-page.tsx";

/** Shown when a page threw while it was drawn. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <MessagePage
      title="This page stopped working"
      text="Something unexpected happened. What was saved in the room is safe on the server; trying again usually helps."
    >
      <Button tone="primary" onClick={reset}>
        Try again
      </Button>
      <ButtonLink href="/">Go to the lobby</ButtonLink>
    </MessagePage>
  );
}
