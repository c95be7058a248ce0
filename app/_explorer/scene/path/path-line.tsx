import { useMemo } from "react";
import { samplePath } from "../../../../server/latent/path.ts";
import { type LatentProjection, project } from "../../../../server/latent/projection.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { selectedFullPath } from "../../saved.ts";
import { type DrawnPath, useExplorer } from "../../store.ts";
import type { SceneTheme } from "../theme.ts";
import { type PathPoints, StoppedLine } from "./stopped-line.tsx";

const SAMPLES_PER_SEGMENT = 24;

/** The selected path through the cloud, or that of the stop being shown, its stops as dots. Follows edits, since it draws what the store holds. */
export function PathLine({ card, theme }: { card: ModelCard; theme: SceneTheme }) {
  const path = useExplorer((state) => state.tourPath ?? selectedFullPath(state));
  const points = useMemo(() => (path ? pathPoints(path, card) : null), [path, card]);
  if (!points) return null;
  return <StoppedLine points={points} color={theme.accent} ring={theme.background} />;
}

/** Projects samples and stops; null when there is nothing to join. Latents of another model are left out. */
export function pathPoints(path: DrawnPath, card: ModelCard): PathPoints | null {
  const stops = path.stops
    .filter(({ z }) => z.length === card.latentDim)
    .map(({ z }) => Float32Array.from(z));
  if (stops.length === 0) return null;
  const flat = (latents: readonly Float32Array[]) =>
    latents.flatMap((z) => project(card.projection as LatentProjection, z));
  const count = (stops.length - 1) * SAMPLES_PER_SEGMENT + 1;
  return {
    line: flat(samplePath(stops, path.interpolation, count)),
    stops: Float32Array.from(flat(stops)),
  };
}
