"use client";

import { useExplorer } from "../../store.ts";
import { Thumb } from "../image/thumb.tsx";
import { addStop } from "./path-draft.ts";
import { changeDraft } from "./path-editing.ts";
import css from "./place-picker.module.css";

/** The room's places as buttons; pressing one appends it to the path. */
export function PlacePicker() {
  const bookmarks = useExplorer((s) => s.bookmarks);
  if (bookmarks.length === 0) return null;
  return (
    <fieldset className={css.picker}>
      <legend className={css.hint}>Or add a saved place:</legend>
      <div className={css.grid}>
        {bookmarks.map(({ id, name, z, thumbnail }) => (
          <button
            key={id}
            type="button"
            className={css.place}
            title={`Add ${name}`}
            data-testid={`pick-${id}`}
            onClick={() => changeDraft((d) => addStop(d, { label: name, z, thumbnail }))}
          >
            <Thumb src={thumbnail} size={40} />
            <span className={css.name}>{name}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
