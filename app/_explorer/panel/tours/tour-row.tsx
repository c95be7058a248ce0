"use client";

import { useTranslations } from "use-intl/react";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import type { TourSummary } from "../../../../server/protocol/tour.ts";
import { useExplorer } from "../../store.ts";
import { useOtherModel } from "../../switch/other-model.ts";
import { useTour } from "../../tours/tour-state.ts";
import { Thumb } from "../image/thumb.tsx";
import { useTourName } from "./tour-name.ts";
import css from "./tours.module.css";

/** One tour in the list; a press opens it. */
export function TourRow({ tour }: { tour: TourSummary }) {
  const t = useTranslations("tours");
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const shown = useExplorer((s) => s.lesson.tour?.id === tour.id);
  const name = useTourName(tour);
  const { id, author, stops, images, stale, builtIn, modelId } = tour;
  const other = useOtherModel(modelId);
  const of = useTranslations("switch");
  const note = t("stops", { count: stops });
  return (
    <li className={css.row} data-testid={`tour-${id}`} data-built-in={builtIn !== undefined}>
      <button type="button" className={css.open} onClick={() => useTour.setState({ opened: id })}>
        <span className={css.thumbs}>
          {images.map((image, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two stops may show the same picture.
            <Thumb key={i} src={imageAddress(roomId, image)} size={34} />
          ))}
        </span>
        <span className={css.texts}>
          <span className={css.name}>{name}</span>
          <span className={css.by}>
            {shown
              ? t("shownNow")
              : other !== null
                ? of("of", { title: other })
                : stale
                  ? t("stale")
                  : `${note} · ${builtIn ? t("builtIn") : author}`}
          </span>
        </span>
      </button>
    </li>
  );
}
