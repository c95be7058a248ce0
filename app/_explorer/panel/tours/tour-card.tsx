"use client";

import { ChevronLeft, ChevronRight, Minimize2, RotateCcw, Users, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { mayHost } from "../../right.ts";
import { useExplorer } from "../../store.ts";
import { playAlong } from "../../tours/play-along.ts";
import { stopOf, type TourWalk, useTour } from "../../tours/tour-state.ts";
import { endWalk, mayStep, present, step } from "../../tours/walk-tour.ts";
import { Note } from "./note.tsx";
import css from "./tour-card.module.css";

/** The stop that is shown: its note, large enough for a projector; on a phone a sheet, for whoever leads the remote control. */
export function TourCard({ compact, walk }: { compact: boolean; walk: TourWalk }) {
  const t = useTranslations("tours");
  const { tour, at } = walk;
  const stop = stopOf(walk);
  const steps = useExplorer(() => mayStep(walk));
  const host = useExplorer(mayHost);
  const body = useRef<HTMLDivElement>(null);
  // Each stop is read from its beginning.
  useEffect(() => {
    if (stop?.id) body.current?.scrollTo({ top: 0 });
  }, [stop?.id]);
  if (!stop) return null;
  const count = tour.stops.length;
  const next = tour.stops[at + 1];
  const everyone = walk.with === "lesson";
  return (
    <section
      className={css.card}
      data-compact={compact}
      data-remote={compact && steps && everyone}
      data-testid="tour-card"
      data-at={at}
      aria-label={t("card", { name: tour.name })}
    >
      <header className={css.head}>
        <span className={css.count} data-testid="tour-count">
          {t("position", { at: at + 1, count })}
        </span>
        <span className={css.tour}>
          {everyone ? t("withEveryone", { name: tour.name }) : tour.name}
        </span>
        {!everyone && host && (
          <IconButton label={t("presentFromHere")} onClick={() => present(tour.id, at)}>
            <Users />
          </IconButton>
        )}
        <IconButton
          label={t("fold")}
          data-testid="fold-tour"
          onClick={() => useTour.setState({ folded: true })}
        >
          <Minimize2 />
        </IconButton>
        <IconButton label={endLabel(everyone, host, t)} data-testid="end-tour" onClick={endWalk}>
          <X />
        </IconButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long note scrolls, by keyboard too. */}
      <div ref={body} className={css.body} aria-live="polite" tabIndex={0}>
        <h2 className={css.title} data-testid="tour-stop-title">
          {stop.title}
        </h2>
        <Note text={stop.note} />
        {compact && steps && everyone && next && (
          <p className={css.next}>{t("nextIs", { title: next.title })}</p>
        )}
      </div>
      {(steps || stop.path) && (
        <footer className={css.foot}>
          {steps && (
            <Button
              disabled={at === 0}
              className={css.step ?? ""}
              data-testid="tour-previous"
              onClick={() => step(-1)}
            >
              <ChevronLeft /> {t("previous")}
            </Button>
          )}
          {stop.path && (
            <IconButton
              label={t("playPath")}
              data-testid="tour-play"
              onClick={() => stop.path && playAlong(stop.path)}
            >
              <RotateCcw />
            </IconButton>
          )}
          {steps && (
            <Button
              tone="primary"
              disabled={at === count - 1}
              className={css.step ?? ""}
              data-testid="tour-next"
              onClick={() => step(1)}
            >
              {t("next")} <ChevronRight />
            </Button>
          )}
        </footer>
      )}
    </section>
  );
}

function endLabel(
  everyone: boolean,
  host: boolean,
  t: ReturnType<typeof useTranslations<"tours">>,
): string {
  if (!everyone) return t("end");
  return t(host ? "endForAll" : "leave");
}
