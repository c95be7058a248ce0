import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  LineBasicMaterial,
  type LineLoop,
  type Sprite,
  SRGBColorSpace,
} from "three";
import { FRAME } from "./order.ts";
import { createTextSprite, disposeSprite, tintSprite } from "./text-sprite.ts";
import type { SceneTheme } from "./theme.ts";

const CORNERS = 128;
const SIGMAS = [1, 2] as const;

/** Outlines of the spheres one and two prior standard deviations from the origin, always facing the viewer. */
export function SigmaRings({ theme }: { theme: SceneTheme }) {
  return SIGMAS.map((sigma) => <Ring key={sigma} sigma={sigma} theme={theme} />);
}

function Ring({ sigma, theme }: { sigma: number; theme: SceneTheme }) {
  const invalidate = useThree((state) => state.invalidate);
  const loop = useRef<LineLoop>(null);
  const geometry = useMemo(circle, []);
  const material = useMemo(
    () => new LineBasicMaterial({ transparent: true, depthWrite: false }),
    [],
  );
  const name: Sprite = useMemo(() => createTextSprite(`${sigma}σ`, 0.021), [sigma]);
  useEffect(() => {
    const { x, y, z } = theme.muted;
    material.color = new Color().setRGB(x, y, z, SRGBColorSpace);
    material.opacity = theme.scheme === "dark" ? 0.32 : 0.4;
    tintSprite(name, theme.muted);
    name.material.opacity = 0.75;
    invalidate();
  }, [theme, material, name, invalidate]);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => () => disposeSprite(name), [name]);
  useFrame(({ camera }) => {
    if (!loop.current) return;
    const away = camera.position.length();
    // Inside the sphere there is no outline.
    loop.current.visible = name.visible = away > sigma * 1.05;
    if (!loop.current.visible) return;
    // The outline of a sphere seen from nearby is a circle in front of its middle.
    const cosine = sigma / away;
    loop.current.position.copy(camera.position).multiplyScalar((sigma * cosine) / away);
    loop.current.quaternion.copy(camera.quaternion);
    loop.current.lookAt(camera.position);
    const radius = sigma * Math.sqrt(1 - cosine * cosine);
    loop.current.scale.setScalar(radius);
    name.position
      .set(Math.SQRT1_2, -Math.SQRT1_2, 0)
      .multiplyScalar(radius * 1.04)
      .applyQuaternion(loop.current.quaternion);
    name.position.add(loop.current.position);
  }, FRAME.overlay);
  return (
    <>
      <lineLoop ref={loop} geometry={geometry} material={material} frustumCulled={false} />
      <primitive object={name} />
    </>
  );
}

function circle(): BufferGeometry {
  const positions = new Float32Array(3 * CORNERS);
  for (let i = 0; i < CORNERS; i++) {
    positions[3 * i] = Math.cos((2 * Math.PI * i) / CORNERS);
    positions[3 * i + 1] = Math.sin((2 * Math.PI * i) / CORNERS);
  }
  return new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3));
}
