"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl/react";
import { fixed } from "../../../_i18n/number.ts";
import { ask } from "../../connection/commands.ts";
import { setRoomBytes } from "../../connection/host-commands.ts";
import { useExplorer } from "../../store.ts";
import css from "./host.module.css";

/** A school's line is shared with other lessons. */
const MBIT_CHOICES = [1, 2, 5, 10, 20];
const BYTES_PER_MBIT = 125_000;

/** How much of the network the room may use, beside what it uses now. */
export function RoomBytes() {
  const t = useTranslations("host.bytes");
  const limit = useExplorer((s) => s.room?.bytesPerSecond ?? null);
  const used = useExplorer((s) => s.stats?.roomBytesPerSecond);
  useEffect(() => {
    void ask("stats:watch", { on: true });
    // The panel of figures may be open too, and goes on.
    return () => void (useExplorer.getState().statsOpen || ask("stats:watch", { on: false }));
  }, []);
  return (
    <label className={css.section}>
      <span className={css.heading}>{t("title")}</span>
      <select
        className={css.select}
        value={limit ?? ""}
        data-testid="room-bytes"
        onChange={({ target }) => setRoomBytes(target.value ? Number(target.value) : null)}
      >
        <option value="">{t("none")}</option>
        {MBIT_CHOICES.map((mbit) => (
          <option key={mbit} value={mbit * BYTES_PER_MBIT}>
            {t("limit", { mbit })}
          </option>
        ))}
      </select>
      <span className={css.note} data-testid="room-bytes-used">
        {used === undefined
          ? t("text")
          : `${t("text")} ${t("used", { mbit: fixed(used / BYTES_PER_MBIT, 2) })}`}
      </span>
    </label>
  );
}
