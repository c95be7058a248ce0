import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry, Color, SRGBColorSpace, type Vector3 } from "three";
import { Line2 } from "three/examples/jsm/lines/Line2.js";
import { LineGeometry } from "three/examples/jsm/lines/LineGeometry.js";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import { createStopMaterial } from "./stop-material.ts";

const WIDTH_PX = 3;

export interface PathPoints {
  line: number[];
  stops: Float32Array;
}

/** A line through the cloud with ringed dots on it. */
export function StoppedLine({
  points,
  color,
  ring,
}: {
  points: PathPoints;
  color: Vector3;
  ring: Vector3;
}) {
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
