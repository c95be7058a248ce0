import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import type { Vector3 } from "three";
import { createGuideGeometry } from "../guides/guide-geometry.ts";
import { createGuideMaterial } from "../guides/guide-material.ts";
import { writeWords } from "../guides/guide-words.ts";

/** Shares of the picture's height. */
const HEIGHT = 0.036;
const LIFT = 0.03;

export interface SceneWord {
  text: string;
  at: readonly [number, number, number];
}

/** Words that stand a little above their places, in front of everything, and keep their size on screen: one draw call. */
export function SceneWords({ words, color }: { words: readonly SceneWord[]; color: Vector3 }) {
  const invalidate = useThree((state) => state.invalidate);
  const height = useThree((state) => state.size.height);
  const parts = useMemo(() => {
    const labels = words.map(({ text, at }) => ({ text, anchor: at, sigma: 0, height: HEIGHT }));
    const written = writeWords(words.length > 0 ? words.map(({ text }) => text) : [""]);
    const material = createGuideMaterial(written.texture);
    material.uniforms.uLift.value = LIFT;
    return {
      geometry: createGuideGeometry([], labels, written),
      material,
      texture: written.texture,
    };
  }, [words]);
  useEffect(() => {
    parts.material.uniforms.uColor.value.copy(color);
    parts.material.uniforms.uHeight.value = height;
    invalidate();
  }, [parts, color, height, invalidate]);
  useEffect(
    () => () => {
      for (const part of Object.values(parts)) part.dispose();
    },
    [parts],
  );
  return (
    <mesh
      geometry={parts.geometry}
      material={parts.material}
      frustumCulled={false}
      renderOrder={5}
    />
  );
}
