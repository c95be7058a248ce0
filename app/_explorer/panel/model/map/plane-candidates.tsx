"use client";

import { useTranslations } from "use-intl/react";
import { imageAddress } from "../../../../../server/protocol/image-address.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { text } from "../../../../_i18n/text.ts";
import { Button } from "../../../../_ui/button.tsx";
import { live } from "../../../live.ts";
import { type PlanePlace, togglePlace, usePlanePlaces } from "../../../map/plane-places.ts";
import { readBookmark, selectedFullPath } from "../../../saved.ts";
import { toast, useExplorer } from "../../../store.ts";
import { Thumb } from "../../image/thumb.tsx";
import css from "./map.module.css";

/** Places that the plane may go through: where this person is, the room's, and the stops of the selected path. */
export function PlaneCandidates({ card }: { card: ModelCard }) {
  const t = useTranslations("map.plane");
  const bookmarks = useExplorer((s) => s.bookmarks);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const stops = useExplorer(selectedFullPath)?.stops ?? [];
  const chosen = usePlanePlaces((s) => s.chosen);
  const isChosen = (key: string) => chosen.some((place) => place.key === key);
  const take = (place: Omit<PlanePlace, "z">, z: ArrayLike<number>) => {
    if (z.length !== card.latentDim) toast(text("map.plane.otherModel"), { tone: "error" });
    else togglePlace(card, { ...place, z: Float32Array.from(z) });
  };
  const takeBookmark = async (id: string, name: string) => {
    const bookmark = await readBookmark(id);
    if (bookmark) take({ key: id, name }, bookmark.z);
  };
  // Where one was is another place each time.
  const takeOwn = () => take({ key: `own ${[...live.z].join()}`, name: t("own") }, live.z);
  return (
    <>
      <div className={css.places}>
        <Button onClick={takeOwn} data-testid="plane-own">
          {t("own")}
        </Button>
        {bookmarks.map(({ id, name, image }) => (
          <Button
            key={id}
            aria-pressed={isChosen(id)}
            data-testid={`plane-place-${id}`}
            onClick={() => void takeBookmark(id, name)}
          >
            <Thumb src={imageAddress(roomId, image)} size={26} />
            <span className={css.name}>{name}</span>
          </Button>
        ))}
        {stops.map(({ label, z, image }) => (
          <Button
            key={`${label} ${image}`}
            aria-pressed={isChosen(`stop ${image}`)}
            title={t("stops")}
            onClick={() => take({ key: `stop ${image}`, name: label }, z)}
          >
            <Thumb src={imageAddress(roomId, image)} size={26} />
            <span className={css.name}>{label}</span>
          </Button>
        ))}
      </div>
      {bookmarks.length === 0 && stops.length === 0 && <p className={css.quiet}>{t("noPlaces")}</p>}
    </>
  );
}
