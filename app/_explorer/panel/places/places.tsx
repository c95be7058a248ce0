"use client";

import { useExplorer } from "../../store.ts";
import { NewPlace } from "./new-place.tsx";
import { PlaceRow } from "./place-row.tsx";
import css from "./places.module.css";

/** The room's bookmarks, newest first. */
export function Places() {
  const bookmarks = useExplorer((s) => s.bookmarks);
  return (
    <div className={css.places}>
      <NewPlace />
      {bookmarks.length === 0 ? (
        <p className={css.empty}>
          No places yet. Move to an image worth keeping and save it: everyone in the room sees it
          here, and each place has a link of its own.
        </p>
      ) : (
        <ul>
          {bookmarks.toReversed().map((bookmark) => (
            <PlaceRow key={bookmark.id} bookmark={bookmark} />
          ))}
        </ul>
      )}
    </div>
  );
}
