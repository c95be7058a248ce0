"use client";

import { useTranslations } from "use-intl/react";
import { hasPosterior } from "../../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { GROUNDS, useMap } from "../../../map/map-state.ts";
import { noExactImages } from "../why-not.ts";
import css from "./map.module.css";

/** What the map is coloured by, and whether that is height, too, where a direction is left for it. */
export function GroundChoice({ card, mayLift }: { card: ModelCard; mayLift: boolean }) {
  const t = useTranslations("map");
  const ground = useMap((s) => s.ground);
  const relief = useMap((s) => s.relief);
  const fits = {
    none: true,
    density: true,
    error: noExactImages(card) === null,
    kl: hasPosterior(card),
  };
  const fitting = GROUNDS.filter((name) => fits[name]);
  return (
    <fieldset className={css.grounds}>
      <legend className={css.legend}>{t("ground")}</legend>
      {fitting.map((name) => (
        <label key={name} className={css.choice}>
          <input
            type="radio"
            name="map-ground"
            checked={ground === name}
            data-testid={`ground-${name}`}
            onChange={() => useMap.setState({ ground: name })}
          />
          {t(`grounds.${name}`)}
        </label>
      ))}
      {mayLift && (
        <label className={css.switch} title={t("reliefHint")}>
          <input
            type="checkbox"
            checked={relief}
            disabled={ground === "none"}
            data-testid="map-relief"
            onChange={(event) => useMap.setState({ relief: event.target.checked })}
          />
          {t("relief")}
        </label>
      )}
    </fieldset>
  );
}
