"use client";

import { useTranslations } from "use-intl/react";
import { mayEdit } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { NewPlace } from "./new-place.tsx";
import { PlaceRow } from "./place-row.tsx";
import css from "./places.module.css";

/** The room's bookmarks, newest first. */
export function Places() {
  const t = useTranslations("places");
  const edits = useExplorer(mayEdit);
  const bookmarks = useExplorer((s) => s.bookmarks);
  return (
    <div className={css.places}>
      {edits && <NewPlace />}
      {bookmarks.length === 0 ? (
        <p className={css.empty}>{t("none")}</p>
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
