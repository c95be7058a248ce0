"use client";

import { useSyncExternalStore } from "react";
import { useFormatter, useTranslations } from "use-intl/react";
import { Button } from "../../../../_ui/button.tsx";
import { onThemeChange, shownTheme } from "../../../../_ui/theme.ts";
import { useGroundState } from "../../../map/ground/ground-state.ts";
import { retryMap, useMap } from "../../../map/map-state.ts";
import { rampCss } from "../../../map/ramp.ts";
import css from "./map-legend.module.css";

/** Over the scene while a map lies in it: what its colours mean, and what could not be had. */
export function MapLegend() {
  const t = useTranslations("map");
  const common = useTranslations("common");
  const fault = useMap((s) => s.fault);
  const coloured = useMap((s) => s.ground !== "none");
  const { field, busy, fault: groundFault } = useGroundState();
  const problem = fault ?? groundFault;
  if (problem)
    return (
      <div className={css.card} role="alert" data-testid="map-fault">
        <p>{problem}</p>
        <Button onClick={retryMap} data-testid="map-retry">
          {common("retry")}
        </Button>
      </div>
    );
  if (!coloured) return null;
  if (!field)
    return (
      busy && (
        <p className={css.card} role="status">
          {t("working")}
        </p>
      )
    );
  return (
    <figure className={css.card} data-testid="map-legend">
      <Ramp from={field.from} to={field.to} />
      <figcaption>{t(`legend.${field.unit}`)}</figcaption>
    </figure>
  );
}

function Ramp({ from, to }: { from: number; to: number }) {
  const format = useFormatter();
  const theme = useSyncExternalStore(onThemeChange, shownTheme, () => "dark" as const);
  const number = (value: number) => format.number(value, { maximumSignificantDigits: 3 });
  return (
    <div className={css.ramp}>
      <span data-testid="map-legend-from">{number(from)}</span>
      <i style={{ background: rampCss(theme === "dark") }} />
      <span data-testid="map-legend-to">{number(to)}</span>
    </div>
  );
}
