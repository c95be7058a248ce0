"use client";

import { useTranslations } from "use-intl/react";
import { Button } from "../../../_ui/button.tsx";
import { useExplorer } from "../../store.ts";
import { useUi } from "../ui-state.ts";
import { DoorSection } from "./door-section.tsx";
import css from "./host.module.css";
import { Keys } from "./keys.tsx";
import { LinkRight } from "./link-right.tsx";
import { RoomBytes } from "./room-bytes.tsx";

/** What a host may say about who comes in: shown below the room's link. */
export function HostSettings({ roomId, origin }: { roomId: string; origin: string }) {
  const t = useTranslations("host");
  const owner = useExplorer((s) => s.owner);
  return (
    <div className={css.settings} data-testid="host-settings">
      <Button
        className={css.wide ?? ""}
        data-testid="open-join-screen"
        onClick={() => useUi.setState({ dialog: "join" })}
      >
        {t("openScreen")}
      </Button>
      <LinkRight />
      <DoorSection />
      <RoomBytes />
      {owner && <Keys roomId={roomId} origin={origin} />}
    </div>
  );
}
