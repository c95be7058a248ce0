import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { BufferAttribute, BufferGeometry, DynamicDrawUsage, type Points } from "three";
import { shadows } from "../../beside/linked.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import { createMarkMaterial } from "../pointer-mark/mark-material.ts";
import { useTheme } from "../theme.ts";

const PIXELS = 30;

/** In each half the same two data, seen through everything: the one under the pointer, and the one that links the own cursors. */
export function DatumRings({ cloud }: { cloud: Cloud }) {
  const theme = useTheme();
  const invalidate = useThree((state) => state.invalidate);
  const dpr = useThree((state) => state.viewport.dpr);
  const rings = useRef<Points>(null);
  const material = useMemo(() => createMarkMaterial({ hollow: true }), []);
  const geometry = useMemo(() => {
    const places = new BufferAttribute(new Float32Array(6), 3);
    return new BufferGeometry().setAttribute("position", places.setUsage(DynamicDrawUsage));
  }, []);
  useEffect(() => {
    material.uniforms.uColor.value.copy(theme.text);
    material.uniforms.uGround.value.copy(theme.background);
    material.uniforms.uPixels.value = PIXELS * dpr;
    invalidate();
  }, [material, theme, dpr, invalidate]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useFrame(() => {
    const places = geometry.getAttribute("position") as BufferAttribute;
    let count = 0;
    for (const row of [useExplorer.getState().hovered, shadows.row]) {
      if (row === null || row >= cloud.count) continue;
      const [x = 0, y = 0, z = 0] = cloud.points.subarray(3 * row, 3 * row + 3);
      places.setXYZ(count++, x, y, z);
    }
    places.needsUpdate = true;
    geometry.setDrawRange(0, count);
    if (rings.current) rings.current.visible = count > 0;
  }, FRAME.overlay);
  return (
    <points
      ref={rings}
      geometry={geometry}
      material={material}
      frustumCulled={false}
      renderOrder={9}
      visible={false}
    />
  );
}
