"use client";

import { ArrowDown, ArrowUp, Pencil, Route, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { imageAddress } from "../../../../server/protocol/image-address.ts";
import type { Tour, TourStop } from "../../../../server/protocol/tour.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { useExplorer } from "../../store.ts";
import { changeTour, removeStop } from "../../tours/edit-tour.ts";
import { visitStop } from "../../tours/walk-tour.ts";
import { Thumb } from "../image/thumb.tsx";
import { StopEditor } from "./stop-editor.tsx";
import css from "./stop-list.module.css";

interface StopRowProps {
  tour: Tour;
  stop: TourStop;
  index: number;
  current: boolean;
  edit: boolean;
}

/** One stop: go there; change its words, move it, take it out. */
export function StopRow({ tour, stop, index, current, edit }: StopRowProps) {
  const t = useTranslations("tours");
  const [editing, setEditing] = useState(false);
  const roomId = useExplorer((s) => s.room?.id ?? "");
  const { title, image, path } = stop;
  return (
    <li className={css.stop} data-current={current} data-testid={`tour-stop-${index}`}>
      <div className={css.row}>
        <button
          type="button"
          className={css.go}
          aria-current={current ? "step" : undefined}
          title={t("goTo", { title })}
          onClick={() => void visitStop(tour.id, index)}
        >
          <span className={css.number}>{index + 1}</span>
          <Thumb src={imageAddress(roomId, image)} size={32} />
          <span className={css.title}>{title}</span>
          {path && <Route className={css.path} aria-label={t("isPath")} />}
        </button>
        {edit && (
          <IconButton
            label={t("editStop", { title })}
            aria-expanded={editing}
            data-testid={`edit-stop-${index}`}
            onClick={() => setEditing(!editing)}
          >
            <Pencil />
          </IconButton>
        )}
      </div>
      {edit && editing && (
        <>
          <StopEditor tourId={tour.id} stop={stop} />
          <div className={css.tools}>
            <IconButton
              label={t("up", { title })}
              disabled={index === 0}
              data-testid={`stop-up-${index}`}
              onClick={() => moveStop(tour.id, stop.id, -1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              label={t("down", { title })}
              disabled={index === tour.stops.length - 1}
              data-testid={`stop-down-${index}`}
              onClick={() => moveStop(tour.id, stop.id, 1)}
            >
              <ArrowDown />
            </IconButton>
            <IconButton
              label={t("removeStop", { title })}
              tone="danger"
              data-testid={`remove-stop-${index}`}
              onClick={() => void removeStop(tour.id, stop, index)}
            >
              <Trash2 />
            </IconButton>
          </div>
        </>
      )}
    </li>
  );
}

function moveStop(tourId: string, stopId: string, by: 1 | -1): void {
  void changeTour(tourId, ({ name, stops }) => {
    const from = stops.findIndex(({ id }) => id === stopId);
    const stop = stops[from];
    if (!stop || !stops[from + by]) return null;
    return { name, stops: stops.toSpliced(from, 1).toSpliced(from + by, 0, stop) };
  });
}
