"use client";

import { imageAddress } from "../../../../server/protocol/image-address.ts";
import { live } from "../../live.ts";
import { readBookmark } from "../../saved.ts";
import { toast, useExplorer } from "../../store.ts";
import { Thumb } from "../image/thumb.tsx";
import { addStop } from "./path-draft.ts";
import { changeDraft } from "./path-editing.ts";
import css from "./place-picker.module.css";

/** The room's places as buttons; pressing one appends it to the path. */
export function PlacePicker() {
  const bookmarks = useExplorer((s) => s.bookmarks);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  if (bookmarks.length === 0) return null;
  return (
    <fieldset className={css.picker}>
      <legend className={css.hint}>Or add a saved place:</legend>
      <div className={css.grid}>
        {bookmarks.map(({ id, name, image }) => (
          <button
            key={id}
            type="button"
            className={css.place}
            title={`Add ${name}`}
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
  if (bookmark.z.length !== live.z.length)
    toast("This place was made with a model of other dimensions.");
  else changeDraft((d) => addStop(d, { label, z: bookmark.z, picture }));
}
