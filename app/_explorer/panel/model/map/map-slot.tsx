"use client";

import dynamic from "next/dynamic";
import { useMap } from "../../../map/map-state.ts";

const MapLegend = dynamic(() => import("./map-legend.tsx").then((module) => module.MapLegend));

/** Room over the scene for what the map has to say. */
export function MapSlot() {
  const shown = useMap((s) => s.shown !== null);
  return shown && <MapLegend />;
}
