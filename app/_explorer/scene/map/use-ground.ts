import { useThree } from "@react-three/fiber";
import { useEffect } from "react";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { useGroundField, useGroundState } from "../../map/ground/ground-state.ts";
import { type ShownMap, useMap } from "../../map/map-state.ts";
import { createEmptyField, createFieldTexture } from "./field-texture.ts";
import type { MapMaterial } from "./map-material.ts";

/** Height of the relief, as a share of the side of what it covers. */
const RELIEF = 0.16;

/**
 * Colours the map, and lifts it where that is wanted and there is a direction left to lift it in.
 * @returns from the lowest to the highest, scene units
 */
export function useGround({ uniforms }: MapMaterial, card: ModelCard, map: ShownMap): number {
  const invalidate = useThree((state) => state.invalidate);
  useGroundField(card, map);
  const field = useGroundState((state) => state.field);
  const wanted = useMap((state) => state.relief);
  const relief = field && wanted && map.through.length === 0 ? RELIEF * field.area.side : 0;
  useEffect(() => {
    const texture = field ? createFieldTexture(field) : createEmptyField();
    uniforms.uField.value = texture;
    if (field) {
      const { left, bottom, side } = field.area;
      uniforms.uFieldArea.value.set(left, bottom, side, side);
    }
    invalidate();
    return () => texture.dispose();
  }, [uniforms, field, invalidate]);
  useEffect(() => {
    uniforms.uGround.value = field ? 0.85 : 0;
    uniforms.uRelief.value = relief;
    invalidate();
  }, [uniforms, field, relief, invalidate]);
  return relief;
}
