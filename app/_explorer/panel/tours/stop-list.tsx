"use client";

import { useTranslations } from "use-intl/react";
import type { Tour } from "../../../../server/protocol/tour.ts";
import { useTour } from "../../tours/tour-state.ts";
import css from "./stop-list.module.css";
import { StopRow } from "./stop-row.tsx";

/** The stops of a tour in order; a press goes there. */
export function StopList({ tour, edit }: { tour: Tour; edit: boolean }) {
  const t = useTranslations("tours");
  const at = useTour((s) => (s.walk?.tour.id === tour.id ? s.walk.at : null));
  return (
    <ol className={css.list} aria-label={t("stopList")}>
      {tour.stops.map((stop, i) => (
        <StopRow key={stop.id} tour={tour} stop={stop} index={i} current={at === i} edit={edit} />
      ))}
    </ol>
  );
}
