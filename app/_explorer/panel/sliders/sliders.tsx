"use client";

import { ArrowDownWideNarrow, Dices, LocateFixed } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { useExplorer } from "../../store.ts";
import { goToOrigin, goToRandom } from "../../travel.ts";
import { useUi } from "../ui-state.ts";
import { LatentSlider } from "./latent-slider.tsx";
import { sliderRows } from "./slider-order.ts";
import css from "./sliders.module.css";

/** Every latent dimension as a slider, and two ways to jump. */
export function Sliders() {
  const t = useTranslations("sliders");
  const card = useExplorer((s) => s.card);
  const byActivity = useUi((s) => s.sortByActivity);
  if (!card) return null;
  const rows = sliderRows(card.latentDim, card.metrics.heldOut.klPerDimension, byActivity);
  return (
    <div className={css.sliders}>
      <div className={css.actions}>
        <Button onClick={goToRandom} title={t("randomHint")} data-testid="random">
          <Dices /> {t("random")}
        </Button>
        <Button onClick={goToOrigin} title={t("originHint")} data-testid="origin">
          <LocateFixed /> {t("origin")}
        </Button>
        <IconButton
          label={t("sort")}
          aria-pressed={byActivity}
          onClick={() => useUi.setState({ sortByActivity: !byActivity })}
        >
          <ArrowDownWideNarrow />
        </IconButton>
      </div>
      <div className={css.ruler} aria-hidden="true">
        <span>−4</span>
        <span>−2</span>
        <span>0</span>
        <span>2</span>
        <span>4 σ</span>
      </div>
      {rows.map((row) => (
        <LatentSlider key={row.dimension} {...row} />
      ))}
    </div>
  );
}
