"use client";

import { useTranslations } from "use-intl/react";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import { text } from "../../../_i18n/text.ts";
import { live } from "../../live.ts";
import { readBookmark } from "../../saved.ts";
import { toast, useExplorer } from "../../store.ts";
import { Thumb } from "../image/thumb.tsx";
import { addStop } from "./path-draft.ts";
import { changeDraft } from "./path-editing.ts";
import css from "./place-picker.module.css";

/** The room's places as buttons; pressing one appends it to the path. */
export function PlacePicker() {
  const t = useTranslations("paths.picker");
  const bookmarks = useExplorer((s) => s.bookmarks);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  if (bookmarks.length === 0) return null;
  return (
    <fieldset className={css.picker}>
      <legend className={css.hint}>{t("hint")}</legend>
      <div className={css.grid}>
        {bookmarks.map(({ id, name, image }) => (
          <button
            key={id}
            type="button"
            className={css.place}
            title={t("add", { name })}
            data-testid={`pick-${id}`}
            onClick={() => void addPlace(id, name, imageAddress(roomId, image))}
          >
            <Thumb src={imageAddress(roomId, image)} size={40} />
            <span className={css.name}>{name}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}

async function addPlace(id: string, label: string, picture: string): Promise<void> {
  const bookmark = await readBookmark(id);
  if (!bookmark) return;
  if (bookmark.z.length !== live.z.length) toast(text("paths.picker.otherModel"));
  else changeDraft((d) => addStop(d, { label, z: bookmark.z, picture }));
}
