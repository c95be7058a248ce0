import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry, Color, LineBasicMaterial, SRGBColorSpace } from "three";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { SigmaRings } from "./sigma-rings.tsx";
import { createTextSprite, disposeSprite, tintSprite } from "./text-sprite.ts";
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

/** A faint cross through the origin with named ends, and the prior's σ rings where the scatter is the latent space. */
export function Axes({
  card,
  radius,
  theme,
}: {
  card: ModelCard;
  radius: number;
  theme: SceneTheme;
}) {
  const invalidate = useThree((state) => state.invalidate);
  const reach = Math.max(radius, 1) * 0.78;
  const geometry = useMemo(() => crossGeometry(reach), [reach]);
  const material = useMemo(
    () => new LineBasicMaterial({ transparent: true, depthWrite: false }),
    [],
  );
  const names = useMemo(() => axisNames(card).map((name) => createTextSprite(name)), [card]);
  useEffect(() => {
    const { x, y, z } = theme.muted;
    material.color = new Color().setRGB(x, y, z, SRGBColorSpace);
    material.opacity = theme.scheme === "dark" ? 0.38 : 0.45;
    for (const sprite of names) tintSprite(sprite, theme.muted);
    invalidate();
  }, [theme, names, material, invalidate]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => () => names.forEach(disposeSprite), [names]);
  return (
    <>
      <lineSegments geometry={geometry} material={material} frustumCulled={false} />
      {names.map((sprite, axis) => (
        <primitive
          key={sprite.uuid}
          object={sprite}
          position={[0, 1, 2].map((other) => (other === axis ? reach * 1.06 : 0))}
        />
      ))}
      {card.projection.kind === "identity" && <SigmaRings theme={theme} />}
    </>
  );
}

function crossGeometry(reach: number): BufferGeometry {
  const positions = new Float32Array(18);
  for (let axis = 0; axis < 3; axis++) {
    positions[6 * axis + axis] = -reach;
    positions[6 * axis + 3 + axis] = reach;
  }
  return new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3));
}
