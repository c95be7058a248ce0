import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useRef } from "react";
import { moveTo, project } from "../../../../server/latent/projection.ts";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { prefersReducedMotion } from "../../../_ui/use-media.ts";
import { type HeldKeys, watchHeldKeys } from "../../keys/held-keys.ts";
import { live, moveOwn } from "../../live.ts";
import { keySpeed, stepOnMap } from "../../map/map-motion.ts";
import { FRAME } from "../frame-order.ts";
import { MAX_STEP_SECONDS } from "../tags/glide.ts";
import { advanceFlight, endFlight } from "./flight.ts";

/** What moves the own cursor over time: flights and held keys. */
export function OwnMotion({ card }: { card: ModelCard }) {
  const invalidate = useThree((state) => state.invalidate);
  const keys = useRef<HeldKeys | null>(null);
  const velocity = useRef<[number, number, number]>([0, 0, 0]);
  const walk = useRef<Walk | null>(null);

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
      const seconds = Math.min(delta, MAX_STEP_SECONDS) * keySpeed();
      const by: Vec3 = [step[0] * seconds, step[1] * seconds, step[2] * seconds];
      const onMap = stepOnMap(card, by);
      if (onMap) moveOwn(onMap);
      else walk.current = stepOn(walk.current, card, by);
    }
    if (flying || held) invalidate();
  }, FRAME.motion);
  return null;
}

/** A walk by keys: from where it began, to where in the scatter it has come, and the latent that it put last. */
interface Walk {
  from: Float32Array;
  at: [number, number, number];
  placed: Float32Array;
}

/** One step further; it begins anew where something else has moved the cursor in between. */
function stepOn(walk: Walk | null, { projection }: ModelCard, by: Vec3): Walk {
  const begun = walk?.placed === live.z ? walk : null;
  const { from, at } = begun ?? { from: live.z, at: project(projection, live.z) };
  const next: Walk["at"] = [at[0] + by[0], at[1] + by[1], at[2] + by[2]];
  moveOwn(moveTo(projection, from, next));
  return { from, at: next, placed: live.z };
}
