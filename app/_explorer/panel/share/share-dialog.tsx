"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "use-intl/react";
import { Dialog } from "../../../_ui/dialog.tsx";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { CopyView } from "../../view-link/copy-view.tsx";
import { closeDialog } from "../ui-state.ts";
import { LinkRow } from "./link-row.tsx";
import css from "./share-dialog.module.css";
import { useOrigins } from "./use-origins.ts";

const HostSettings = dynamic(() =>
  import("../host/host-settings.tsx").then((module) => module.HostSettings),
);

/**
 * The room's link, to copy or to read out: by an address that other computers reach, where the server knows one. For
 * hosts also what it gives, the keys, and the door.
 */
export function ShareDialog() {
  const t = useTranslations("share");
  const roomId = useExplorer((s) => s.room?.id);
  const host = useExplorer(mayHost);
  const origins = useOrigins();
  if (!roomId) return null;
  const shown = origins?.length ? origins : [location.origin];
  return (
    <Dialog title={t("title")} onClose={closeDialog}>
      <p className={css.text}>{t("text")}</p>
      {shown.map((origin, i) => (
        <LinkRow
          key={i === 0 ? "first" : origin}
          label={t("link")}
          link={`${origin}/room/${roomId}`}
          first={i === 0}
        />
      ))}
      {origins?.length === 0 && <p className={css.warning}>{t("localOnly")}</p>}
      {shown.length > 1 && <p className={css.note}>{t("several")}</p>}
      <CopyView origin={shown[0] ?? location.origin} />
      {host && <HostSettings roomId={roomId} origin={shown[0] ?? location.origin} />}
    </Dialog>
  );
}
