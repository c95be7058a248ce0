"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl/react";
import { recentRooms } from "../_explorer/connection/identity.ts";
import { Button } from "../_ui/button.tsx";
import { fetchRooms, type RecentRoom } from "./api.ts";
import css from "./recent-rooms.module.css";
import { useLoaded } from "./use-loaded.ts";

function load(signal: AbortSignal): Promise<RecentRoom[]> {
  const ids = recentRooms();
  return ids.length > 0 ? fetchRooms(ids, signal) : Promise.resolve([]);
}

/** Rooms that this browser opened before, with who is there now. */
export function RecentRooms({ titleOf }: { titleOf: (modelId: string) => string }) {
  const t = useTranslations("lobby.rooms");
  const common = useTranslations("common");
  const [rooms, retry] = useLoaded(load);
  if (rooms.state === "loading") return <p className={css.empty}>{t("loading")}</p>;
  if (rooms.state === "failed") {
    return (
      <p className={css.empty}>
        {rooms.message} <Button onClick={retry}>{common("retry")}</Button>
      </p>
    );
  }
  if (rooms.value.length === 0) {
    return <p className={css.empty}>{t("none")}</p>;
  }
  return (
    <ul className={css.list}>
      {rooms.value.map((room) => (
        <li key={room.id}>
          <Link href={`/room/${room.id}`} className={css.room}>
            <span className={css.name}>{room.name}</span>
            <span className={css.model}>{titleOf(room.modelId)}</span>
            <span className={css.people} data-busy={room.people > 0}>
              <Users aria-hidden="true" />
              {t("people", { count: room.people })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
