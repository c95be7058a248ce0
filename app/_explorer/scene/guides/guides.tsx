import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { useLocale } from "use-intl/react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { usePosteriorView } from "../../posterior/posterior-view.ts";
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
import { ringsOf } from "./rings.ts";

/** "z1" where the scatter is the latent space itself, else the component and its share of the variance. */
export function axisNames({ projection }: ModelCard): [string, string, string] {
  const name = (axis: 0 | 1 | 2) => {
    if (projection.kind === "identity") return `z${axis + 1}`;
    if (projection.kind === "umap") return `UMAP ${axis + 1}`;
    const share = (projection.explainedVariance[axis] ?? 0) * 100;
    return `PC${axis + 1} (${fixed(share, share < 10 ? 1 : 0)} %)`;
  };
  return [name(0), name(1), name(2)];
}

/**
 * A faint cross through the origin with named ends; where the scatter is the latent space, the places one and two standard
 * deviations from it, or bold and with shares those of the prior, wherever it is asked for; and a short cross through the own cursor, which shows its depth among
 * the points and the axes the keys move along. One draw call for all.
 */
export function Guides(props: { card: ModelCard; radius: number; theme: SceneTheme; own: Person }) {
  const { card, radius, theme, own } = props;
  const invalidate = useThree((state) => state.invalidate);
  const height = useThree((state) => state.size.height);
  const reach = Math.max(radius, 1) * 0.78;
  const locale = useLocale();
  const prior = usePosteriorView((view) => view.rings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language writes numbers otherwise.
  const { geometry, material, texture } = useMemo(
    () => createGuides(card, reach, prior),
    [card, reach, prior, locale],
  );
  const { uniforms } = material;
  useEffect(() => {
    uniforms.uColor.value.copy(theme.muted);
    uniforms.uBoldColor.value.copy(theme.text);
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

function createGuides(card: ModelCard, reach: number, prior: boolean) {
  const { sigmas, words: shares, center, flat, bold } = ringsOf(card, prior);
  const names = axisNames(card);
  const axes = AXES.map((axis, i): GuideLabel => {
    return { text: names[i] ?? "", anchor: scaled(axis, reach * 1.06), sigma: 0, height: 0.034 };
  });
  const height = bold ? 0.034 : 0.027;
  const rings = sigmas.map((sigma, i): GuideLabel => {
    const diagonal = 1.04 * Math.SQRT1_2;
    return { text: shares[i] ?? "", anchor: [diagonal, -diagonal, 0], sigma, height };
  });
  const labels = [...axes, ...rings];
  const words = writeWords(labels.map(({ text }) => text));
  const material = createGuideMaterial(words.texture);
  material.uniforms.uCenter.value.set(...center);
  material.uniforms.uFlat.value = flat ? 1 : 0;
  material.uniforms.uBold.value = bold ? 1 : 0;
  const geometry = createGuideGeometry(guideLines(reach, sigmas), labels, words);
  return { geometry, material, texture: words.texture };
}
