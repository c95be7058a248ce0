import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { BufferAttribute, BufferGeometry, DynamicDrawUsage, type Points } from "three";
import { watchPointingKey } from "../../follow/pointing.ts";
import { FRAME } from "../frame-order.ts";
import { MAX_STEP_SECONDS } from "../tags/glide.ts";
import type { SceneTheme } from "../theme.ts";
import { createMarkMaterial } from "./mark-material.ts";
import { advanceMarks, MARKS_MAX, type Marks } from "./marks.ts";

const PIXELS = 40;

/** Where those who are followed point to, for all to see. */
export function PointerMarks({ theme }: { theme: SceneTheme }) {
  const invalidate = useThree((state) => state.invalidate);
  const dpr = useThree((state) => state.viewport.dpr);
  const points = useRef<Points>(null);
  const marks = useMemo((): Marks => new Map(), []);
  const material = useMemo(createMarkMaterial, []);
  const geometry = useMemo(() => {
    const places = new BufferAttribute(new Float32Array(3 * MARKS_MAX), 3);
    return new BufferGeometry().setAttribute("position", places.setUsage(DynamicDrawUsage));
  }, []);
  useEffect(watchPointingKey, []);
  useEffect(() => {
    material.uniforms.uColor.value.copy(theme.accent);
    material.uniforms.uGround.value.copy(theme.background);
    material.uniforms.uPixels.value = PIXELS * dpr;
    invalidate();
  }, [material, theme, dpr, invalidate]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useFrame((_, delta) => {
    const moving = advanceMarks(marks, Math.min(delta, MAX_STEP_SECONDS));
    if (points.current) points.current.visible = marks.size > 0;
    if (marks.size === 0) return;
    const places = geometry.getAttribute("position") as BufferAttribute;
    let i = 0;
    for (const { at } of marks.values()) places.setXYZ(i++, at.x, at.y, at.z);
    places.needsUpdate = true;
    geometry.setDrawRange(0, marks.size);
    if (moving) invalidate();
  }, FRAME.people);
  return (
    <points
      ref={points}
      geometry={geometry}
      material={material}
      frustumCulled={false}
      renderOrder={12}
      visible={false}
    />
  );
}
