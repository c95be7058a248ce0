"use client";

import { Grid3x3, Scan } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl/react";
import { WHOLE } from "../../../../../server/protocol/map-address.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { Button } from "../../../../_ui/button.tsx";
import { faceMap } from "../../../map/face-map.ts";
import { hideMap, showWholeMap, useMap } from "../../../map/map-state.ts";
import { GroundChoice } from "./ground-choice.tsx";
import css from "./map.module.css";
import { QuantileDialog } from "./quantile-dialog.tsx";

/** The map of a model with two dimensions: whether it lies in the scene, and what it is coloured by. */
export function MapSection({ card }: { card: ModelCard }) {
  const t = useTranslations("map");
  const shown = useMap((s) => s.shown?.name === WHOLE);
  const [quantiles, setQuantiles] = useState(false);
  const show = (on: boolean) => {
    if (!on) return hideMap();
    showWholeMap(card);
    faceMap();
  };
  return (
    <div className={css.section}>
      <label className={css.switch}>
        <input
          type="checkbox"
          checked={shown}
          data-testid="map-shown"
          onChange={(event) => show(event.target.checked)}
        />
        {t("show")}
      </label>
      <p className={css.quiet}>{t("about")}</p>
      {shown && (
        <>
          <GroundChoice card={card} mayLift />
          <p className={css.quiet}>{t("ways")}</p>
        </>
      )}
      <div className={css.buttons}>
        {shown && (
          <Button onClick={faceMap} data-testid="map-face">
            <Scan /> {t("face")}
          </Button>
        )}
        <Button onClick={() => setQuantiles(true)} data-testid="quantiles-open">
          <Grid3x3 /> {t("quantiles.open")}
        </Button>
      </div>
      {quantiles && <QuantileDialog card={card} onClose={() => setQuantiles(false)} />}
    </div>
  );
}
