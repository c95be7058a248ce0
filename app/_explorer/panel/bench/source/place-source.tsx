"use client";

import { MousePointer2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { imageAddress } from "../../../../../server/protocol/image-address.ts";
import { text } from "../../../../_i18n/text.ts";
import { Button } from "../../../../_ui/button.tsx";
import { writePixels } from "../../../bench/source/pixel-text.ts";
import { live } from "../../../live.ts";
import { toast, useExplorer } from "../../../store.ts";
import { Thumb } from "../../image/thumb.tsx";
import css from "../controls.module.css";
import { type SourceProps, setSource } from "./set-source.ts";

/** What the decoder makes of a place, or of where one's own cursor is. */
export function PlaceSource({ state: { source } }: SourceProps) {
  const t = useTranslations("bench.source");
  const bookmarks = useExplorer((s) => s.bookmarks);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const chosen = source.kind === "place" ? source.id : null;
  return (
    <>
      <Button data-testid="bench-cursor" onClick={putCursor}>
        <MousePointer2 /> {t("cursor")}
      </Button>
      {bookmarks.length === 0 ? (
        <p className={css.note}>{t("noPlaces")}</p>
      ) : (
        <fieldset className={css.places} aria-label={t("place")}>
          {bookmarks.map(({ id, name, image }) => (
            <button
              key={id}
              type="button"
              className={css.place}
              title={name}
              aria-label={name}
              aria-pressed={id === chosen}
              data-testid={`bench-place-${id}`}
              onClick={() => setSource({ kind: "place", id })}
            >
              <Thumb src={imageAddress(roomId, image)} size={44} />
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}

function putCursor(): void {
  const { pixels } = live.own;
  const deflated = pixels && writePixels(pixels);
  if (!deflated) toast(text("bench.source.cursorTooLarge"), { tone: "error" });
  else setSource({ kind: "pixels", from: "cursor", inverted: false, deflated });
}
