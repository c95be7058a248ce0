import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef } from "react";
import { moveTo, project } from "../../../../server/latent/projection.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { prefersReducedMotion } from "../../../_ui/use-media.ts";
import { type HeldKeys, watchHeldKeys } from "../../keys/held-keys.ts";
import { live, moveOwn } from "../../live.ts";
import { FRAME } from "../frame-order.ts";
import { MAX_STEP_SECONDS } from "../tags/glide.ts";
import { advanceFlight, endFlight } from "./flight.ts";

/** What moves the own cursor over time: flights and held keys. */
export function OwnMotion({ card }: { card: ModelCard }) {
  const invalidate = useThree((state) => state.invalidate);
  const keys = useRef<HeldKeys | null>(null);
  const velocity = useRef<[number, number, number]>([0, 0, 0]);

  useEffect(() => {
    const press = () => {
      endFlight();
      invalidate();
    };
    const held = watchHeldKeys(press);
    keys.current = held;
    return held.dispose;
  }, [invalidate]);

  useFrame((_, delta) => {
    if (live.z.length !== card.latentDim) return;
    // Asking for the preference costs as much as drawing a few objects.
    const flying = live.flight !== null && advanceFlight(performance.now(), prefersReducedMotion());
    const step = velocity.current;
    const held = keys.current?.velocity(step) ?? false;
    if (held) {
      const seconds = Math.min(delta, MAX_STEP_SECONDS);
      const [x, y, z] = project(card.projection, live.z);
      const target = [x + step[0] * seconds, y + step[1] * seconds, z + step[2] * seconds] as const;
      moveOwn(moveTo(card.projection, live.z, [...target]));
    }
    if (flying || held) invalidate();
  }, FRAME.motion);
  return null;
}
