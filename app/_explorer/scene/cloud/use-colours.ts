import { useThree } from "@react-three/fiber";
import { useEffect, useLayoutEffect } from "react";
import type { BufferGeometry } from "three";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import type { Scheme } from "../../colors.ts";
import { shadesOf, useAttributes } from "../../colouring/attributes.ts";
import { columnOf } from "../../colouring/columns.ts";
import { writePalette } from "../../colouring/palette.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import type { PointMaterial } from "./point-material.ts";

interface Props {
  geometry: BufferGeometry;
  material: PointMaterial;
  cloud: Pick<Cloud, "labels">;
  card: ModelCard;
  scheme: Scheme;
}

/** Colours the points by what the person chose. The filter is a few bytes of the palette; another choice a byte a point. */
export function useColours({ geometry, material, cloud, card, scheme }: Props): void {
  const invalidate = useThree((state) => state.invalidate);
  const colouring = useExplorer((state) => state.colouring);
  const columns = useAttributes((state) => state.columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice and what has come decide which labels they are.
  useLayoutEffect(() => {
    const { labels } = shadesOf(cloud);
    const attribute = geometry.getAttribute("label");
    attribute.array.set(labels);
    attribute.needsUpdate = true;
    invalidate();
  }, [geometry, cloud, colouring, columns, invalidate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice and what has come decide which colours they are.
  useEffect(() => {
    const apply = () => {
      const shades = shadesOf(cloud);
      const column = columnOf(card.dataset, shades.colouring);
      writePalette(column, shades.hidden, scheme, material.palette);
      material.uniforms.uPalette.value.needsUpdate = true;
      invalidate();
    };
    apply();
    return useExplorer.subscribe((now, before) => {
      if (now.hiddenClasses !== before.hiddenClasses) apply();
    });
  }, [material, cloud, card, scheme, colouring, columns, invalidate]);
}
