import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry } from "three";
import { project } from "../../../../server/latent/projection.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useTask } from "../../task-state.ts";
import { createStopMaterial } from "../path/stop-material.ts";
import type { SceneTheme } from "../theme.ts";

/** The answers to the task as dots in the cloud, as far as this page may see them; of paths their stops. */
export function AnswerDots({ card, theme }: { card: ModelCard; theme: SceneTheme }) {
  const invalidate = useThree((state) => state.invalidate);
  const answers = useTask((s) => s.answers);
  const material = useMemo(createStopMaterial, []);
  const geometry = useMemo(() => {
    const latents = [...(answers?.values() ?? [])].flatMap(({ answer }) =>
      answer.kind === "place" ? [answer.z] : answer.stops,
    );
    const points = latents
      .filter(({ length }) => length === card.latentDim)
      .flatMap((z) => project(card.projection, Float32Array.from(z)));
    const positions = new BufferAttribute(Float32Array.from(points), 3);
    return new BufferGeometry().setAttribute("position", positions);
  }, [answers, card]);
  useEffect(() => {
    invalidate();
    return () => geometry.dispose();
  }, [geometry, invalidate]);
  useEffect(() => {
    material.uniforms.uColor.value.copy(theme.background);
    material.uniforms.uRing.value.copy(theme.accent);
    invalidate();
  }, [material, theme, invalidate]);
  useEffect(() => () => material.dispose(), [material]);
  if (!answers || answers.size === 0) return null;
  return <points geometry={geometry} material={material} frustumCulled={false} renderOrder={3} />;
}
