"use client";

import type { Fault } from "../../../../server/protocol/errors.ts";
import { Button } from "../../../_ui/button.tsx";
import { LobbyLink } from "../../../_ui/lobby-link.tsx";
import { MessagePage } from "../../../_ui/message-page.tsx";

/** Instead of the room, when the server does not let this page in. */
export function Refused({ fault }: { fault: Fault }) {
  const { title, text, again } = explain(fault);
  return (
    <MessagePage title={title} text={text}>
      {again && (
        <Button tone="primary" onClick={() => location.reload()}>
          {again}
        </Button>
      )}
      <LobbyLink tone={again ? "plain" : "primary"}>Go to the lobby</LobbyLink>
    </MessagePage>
  );
}

function explain({ code, message }: Fault): { title: string; text: string; again: string | null } {
  switch (code) {
    case "room_not_found":
      return {
        title: "This room does not exist",
        text: "The link may be cut short. Ask for it again, or open a room of your own.",
        again: null,
      };
    case "room_full":
      return {
        title: "This room is full",
        text: "As soon as someone leaves there is a place again.",
        again: "Try again",
      };
    case "room_closed":
      return {
        title: "The host has closed this room",
        text: "Ask the host to open it again, or for a link with a key. What you saved here is kept.",
        again: "Try again",
      };
    case "protocol_mismatch":
      return {
        title: "This page is out of date",
        text: "The server was updated since the page was loaded.",
        again: "Reload the page",
      };
    default:
      return { title: "The room could not be opened", text: message, again: "Try again" };
  }
}
