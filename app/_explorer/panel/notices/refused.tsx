"use client";

import { useTranslations } from "use-intl/react";
import type { Fault } from "../../../../server/protocol/errors.ts";
import { faultText } from "../../../_i18n/text.ts";
import { Button } from "../../../_ui/button.tsx";
import { LobbyLink } from "../../../_ui/lobby-link.tsx";
import { MessagePage } from "../../../_ui/message-page.tsx";

/** Instead of the room, when the server does not let this page in. */
export function Refused({ fault }: { fault: Fault }) {
  const t = useTranslations();
  const { title, text, again } = explain(fault, t);
  return (
    <MessagePage title={title} text={text}>
      {again && (
        <Button tone="primary" onClick={() => location.reload()}>
          {again}
        </Button>
      )}
      <LobbyLink tone={again ? "plain" : "primary"}>{t("common.toLobby")}</LobbyLink>
    </MessagePage>
  );
}

type Words = ReturnType<typeof useTranslations<never>>;

function explain(fault: Fault, t: Words): { title: string; text: string; again: string | null } {
  const said = (code: "room_not_found" | "room_full" | "room_closed" | "protocol_mismatch") => ({
    title: t(`notices.refused.${code}.title`),
    text: t(`notices.refused.${code}.text`),
  });
  switch (fault.code) {
    case "room_not_found":
      return { ...said(fault.code), again: null };
    case "room_full":
    case "room_closed":
      return { ...said(fault.code), again: t("common.retry") };
    case "removed":
      return { title: t("notices.refused.removed"), text: faultText(fault), again: null };
    case "door_refused":
    case "door_unanswered":
      return {
        title: t(`notices.refused.${fault.code}`),
        text: faultText(fault),
        again: t("notices.refused.knock"),
      };
    case "protocol_mismatch":
      return { ...said(fault.code), again: t("notices.refused.protocol_mismatch.again") };
    default:
      return {
        title: t("notices.refused.other"),
        text: faultText(fault),
        again: t("common.retry"),
      };
  }
}
