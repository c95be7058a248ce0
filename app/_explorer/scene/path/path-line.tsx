import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry, Color, SRGBColorSpace, type Vector3 } from "three";
import { Line2 } from "three/examples/jsm/lines/Line2.js";
import { LineGeometry } from "three/examples/jsm/lines/LineGeometry.js";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import { samplePath } from "../../../../server/latent/path.ts";
import { type LatentProjection, project } from "../../../../server/latent/projection.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { selectedFullPath } from "../../saved.ts";
import { type DrawnPath, useExplorer } from "../../store.ts";
import type { SceneTheme } from "../theme.ts";
import { createStopMaterial } from "./stop-material.ts";

const SAMPLES_PER_SEGMENT = 24;
const WIDTH_PX = 3;

/** The selected path through the cloud, or that of the stop being shown, its stops as dots. Follows edits, since it draws what the store holds. */
export function PathLine({ card, theme }: { card: ModelCard; theme: SceneTheme }) {
  const path = useExplorer((state) => state.tourPath ?? selectedFullPath(state));
  const points = useMemo(() => (path ? pathPoints(path, card) : null), [path, card]);
  if (!points) return null;
  return <Drawn points={points} color={theme.accent} ring={theme.background} />;
}

interface PathPoints {
  line: number[];
  stops: Float32Array;
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

function Drawn({ points, color, ring }: { points: PathPoints; color: Vector3; ring: Vector3 }) {
  const invalidate = useThree((state) => state.invalidate);
  const line = useMemo(() => createLine(0.95, true), []);
  const ghost = useMemo(() => createLine(0.3, false), []);
  const stops = useMemo(createStopMaterial, []);
  const dots = useMemo(
    () => new BufferGeometry().setAttribute("position", new BufferAttribute(points.stops, 3)),
    [points],
  );
  useEffect(() => {
    const geometry = new LineGeometry();
    // A single stop has no line.
    if (points.line.length >= 6) geometry.setPositions(points.line);
    for (const part of [line, ghost]) {
      part.geometry = geometry;
      part.visible = points.line.length >= 6;
    }
    invalidate();
    return () => geometry.dispose();
  }, [line, ghost, points, invalidate]);
  useEffect(() => {
    for (const part of [line, ghost])
      part.material.color = new Color().setRGB(color.x, color.y, color.z, SRGBColorSpace);
    stops.uniforms.uColor.value.copy(color);
    stops.uniforms.uRing.value.copy(ring);
    invalidate();
  }, [line, ghost, stops, color, ring, invalidate]);
  useEffect(() => () => line.material.dispose(), [line]);
  useEffect(() => () => ghost.material.dispose(), [ghost]);
  useEffect(() => () => stops.dispose(), [stops]);
  useEffect(() => () => dots.dispose(), [dots]);
  return (
    <>
      <primitive object={line} />
      <primitive object={ghost} />
      <points geometry={dots} material={stops} frustumCulled={false} renderOrder={3} />
    </>
  );
}

/** The line in the cloud, or its faint copy that also shows where data hides it. */
function createLine(opacity: number, depthTest: boolean): Line2 {
  const settings = { linewidth: WIDTH_PX, transparent: true, depthWrite: false };
  const line = new Line2(new LineGeometry(), new LineMaterial({ ...settings, opacity, depthTest }));
  line.frustumCulled = false;
  line.renderOrder = 2;
  return line;
}
