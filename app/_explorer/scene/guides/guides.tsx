import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { useLocale } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { FRAME } from "../frame-order.ts";
import type { Person } from "../tags/person.ts";
import type { SceneTheme } from "../theme.ts";
import {
  AXES,
  createGuideGeometry,
  type GuideLabel,
  guideLines,
  scaled,
} from "./guide-geometry.ts";
import { createGuideMaterial } from "./guide-material.ts";
import { writeWords } from "./guide-words.ts";

/** "z1" where the scatter is the latent space itself, else the component and its share of the variance. */
export function axisNames({ projection }: ModelCard): [string, string, string] {
  const name = (axis: 0 | 1 | 2) => {
    if (projection.kind === "identity") return `z${axis + 1}`;
    const share = (projection.explainedVariance[axis] ?? 0) * 100;
    return `PC${axis + 1} (${fixed(share, share < 10 ? 1 : 0)} %)`;
  };
  return [name(0), name(1), name(2)];
}

/**
 * A faint cross through the origin with named ends; where the scatter is the latent space, the outlines of the spheres
 * one and two prior standard deviations from it; and a short cross through the own cursor, which shows its depth among
 * the points and the axes the keys move along. One draw call for all.
 */
export function Guides(props: { card: ModelCard; radius: number; theme: SceneTheme; own: Person }) {
  const { card, radius, theme, own } = props;
  const invalidate = useThree((state) => state.invalidate);
  const height = useThree((state) => state.size.height);
  const reach = Math.max(radius, 1) * 0.78;
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language writes numbers otherwise.
  const { geometry, material, texture } = useMemo(
    () => createGuides(card, reach),
    [card, reach, locale],
  );
  const { uniforms } = material;
  useEffect(() => {
    uniforms.uColor.value.copy(theme.muted);
    uniforms.uOpacity.value = theme.scheme === "dark" ? 0.35 : 0.43;
    uniforms.uHeight.value = height;
    invalidate();
  }, [uniforms, theme, height, invalidate]);
  useEffect(() => {
    return () => {
      for (const part of [geometry, material, texture]) part.dispose();
    };
  }, [geometry, material, texture]);
  useFrame(() => {
    uniforms.uOwn.value.copy(own.at);
    uniforms.uOwnColor.value.copy(own.color);
    uniforms.uOwnOpacity.value = own.z ? 0.95 : 0;
  }, FRAME.overlay);
  return <mesh geometry={geometry} material={material} frustumCulled={false} />;
}

function createGuides(card: ModelCard, reach: number) {
  const sigmas = card.projection.kind === "identity" ? [1, 2] : [];
  const names = axisNames(card);
  const axes = AXES.map((axis, i): GuideLabel => {
    return { text: names[i] ?? "", anchor: scaled(axis, reach * 1.06), sigma: 0, height: 0.034 };
  });
  const rings = sigmas.map((sigma): GuideLabel => {
    const diagonal = 1.04 * Math.SQRT1_2;
    return { text: `${sigma}σ`, anchor: [diagonal, -diagonal, 0], sigma, height: 0.027 };
  });
  const labels = [...axes, ...rings];
  const words = writeWords(labels.map(({ text }) => text));
  return {
    geometry: createGuideGeometry(guideLines(reach, sigmas), labels, words),
    material: createGuideMaterial(words.texture),
    texture: words.texture,
  };
}
