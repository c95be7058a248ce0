"use client";

import { ChevronLeft, ChevronRight, Maximize2 } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { useExplorer } from "../../store.ts";
import { stopOf, useTour } from "../../tours/tour-state.ts";
import { mayStep, rejoinTour, step } from "../../tours/walk-tour.ts";
import css from "./tour-card.module.css";

/** One line in place of the card. */
export function TourPill() {
  const t = useTranslations("tours");
  const walk = useTour((s) => s.walk);
  const left = useTour((s) => s.left);
  const steps = useExplorer(() => mayStep(walk));
  if (left) {
    return (
      <div className={css.pill} data-testid="tour-pill">
        <span>{t("youLeft")}</span>
        <Button tone="quiet" data-testid="rejoin-tour" onClick={rejoinTour}>
          {t("rejoin")}
        </Button>
      </div>
    );
  }
  if (!walk) return null;
  const { tour, at } = walk;
  return (
    <div className={css.pill} data-testid="tour-pill">
      <span>
        {t("position", { at: at + 1, count: tour.stops.length })} · {stopOf(walk)?.title}
      </span>
      {steps && (
        <>
          <IconButton label={t("previous")} disabled={at === 0} onClick={() => step(-1)}>
            <ChevronLeft />
          </IconButton>
          <IconButton
            label={t("next")}
            disabled={at === tour.stops.length - 1}
            onClick={() => step(1)}
          >
            <ChevronRight />
          </IconButton>
        </>
      )}
      <IconButton
        label={t("unfold")}
        data-testid="unfold-tour"
        onClick={() => useTour.setState({ folded: false })}
      >
        <Maximize2 />
      </IconButton>
    </div>
  );
}
