import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { createGuideLabels, createGuideLines, type GuideLabel } from "./guide-geometry.ts";
import { createGuideLabelMaterial, createGuideLineMaterial } from "./guide-materials.ts";
import { FRAME } from "./order.ts";
import type { Person } from "./person.ts";
import type { SceneTheme } from "./theme.ts";

/** "z1" where the scatter is the latent space itself, else the component and its share of the variance. */
export function axisNames({ projection }: ModelCard): [string, string, string] {
  const name = (axis: 0 | 1 | 2) => {
    if (projection.kind === "identity") return `z${axis + 1}`;
    const share = (projection.explainedVariance[axis] ?? 0) * 100;
    return `PC${axis + 1} (${share.toFixed(share < 10 ? 1 : 0)} %)`;
  };
  return [name(0), name(1), name(2)];
}

/**
 * A faint cross through the origin with named ends; where the scatter is the latent space, the outlines of the spheres
 * one and two prior standard deviations from it; and a short cross through the own cursor, which shows its depth among
 * the points and the axes the keys move along. Two draw calls for all.
 */
export function Guides(props: { card: ModelCard; radius: number; theme: SceneTheme; own: Person }) {
  const { card, radius, theme, own } = props;
  const invalidate = useThree((state) => state.invalidate);
  const reach = Math.max(radius, 1) * 0.78;
  const made = useMemo(() => createGuides(card, reach), [card, reach]);
  useEffect(() => {
    const { lineMaterial, labelMaterial } = made;
    lineMaterial.uniforms.uColor.value.copy(theme.muted);
    lineMaterial.uniforms.uOpacity.value = theme.scheme === "dark" ? 0.35 : 0.43;
    labelMaterial.uniforms.uColor.value.copy(theme.muted);
    invalidate();
  }, [made, theme, invalidate]);
  useEffect(() => {
    const { lines, labels, texture, lineMaterial, labelMaterial } = made;
    return () => {
      for (const part of [lines, labels, texture, lineMaterial, labelMaterial]) part.dispose();
    };
  }, [made]);
  const { lines, labels, lineMaterial, labelMaterial } = made;
  useFrame(() => {
    const { uOwn, uOwnColor, uOwnOpacity } = lineMaterial.uniforms;
    uOwn.value.copy(own.at);
    uOwnColor.value.copy(own.color);
    uOwnOpacity.value = own.z ? 0.95 : 0;
  }, FRAME.overlay);
  return (
    <>
      <lineSegments geometry={lines} material={lineMaterial} frustumCulled={false} />
      <mesh geometry={labels} material={labelMaterial} frustumCulled={false} renderOrder={5} />
    </>
  );
}

function createGuides(card: ModelCard, reach: number) {
  const sigmas = card.projection.kind === "identity" ? [1, 2] : [];
  const axes = axisNames(card).map((text, axis): GuideLabel => {
    const at = (other: number) => (other === axis ? reach * 1.06 : 0);
    return { text, anchor: [at(0), at(1), at(2)], sigma: 0, height: 0.026 };
  });
  const rings = sigmas.map((sigma): GuideLabel => {
    const diagonal = 1.04 * Math.SQRT1_2;
    return { text: `${sigma}σ`, anchor: [diagonal, -diagonal, 0], sigma, height: 0.021 };
  });
  const { geometry, texture } = createGuideLabels([...axes, ...rings]);
  return {
    lines: createGuideLines(reach, sigmas),
    labels: geometry,
    texture,
    lineMaterial: createGuideLineMaterial(),
    labelMaterial: createGuideLabelMaterial(texture),
  };
}
