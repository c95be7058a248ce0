import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { Matrix4, type PerspectiveCamera } from "three";
import { mapGrid, ROOT, type Tile, tileKey } from "../../../../server/latent/map/map-tiles.ts";
import { tileAddress } from "../../../../server/protocol/map-address.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { type ShownMap, useMap } from "../../map/map-state.ts";
import { useRestored } from "../cloud/use-thumbnails.ts";
import { FRAME } from "../frame-order.ts";
import type { SceneTheme } from "../theme.ts";
import { createEmptyField } from "./field-texture.ts";
import { createMapMaterial } from "./map-material.ts";
import { MapRulers } from "./map-rulers.tsx";
import { scenePlane } from "./plane-geometry.ts";
import { createTileInstances } from "./tile-instances.ts";
import { createTileLoader, type TileLoader } from "./tile-loader.ts";
import { TileSlots } from "./tile-slots.ts";
import { createTileTexture, fetchTile, LAYERS, putTile } from "./tile-texture.ts";
import { tilesInView } from "./tiles-in-view.ts";
import { useGround } from "./use-ground.ts";

interface Props {
  card: ModelCard;
  map: ShownMap;
  theme: SceneTheme;
}

/** The map of a plane of the latent space, lying in the scene: one draw call, its tiles loaded as they come into view. */
export function LatentMap({ card, map, theme }: Props) {
  const gl = useThree((state) => state.gl);
  const invalidate = useThree((state) => state.invalidate);
  const restored = useRestored(gl.domElement);
  const retries = useMap((state) => state.retries);
  const grid = useMemo(() => mapGrid(card.imageShape, map.plane.reach), [card, map]);
  const plane = useMemo(() => scenePlane(map.lies), [map]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a graphics card that came back has forgotten every tile.
  const parts = useMemo(() => {
    const texture = createTileTexture(grid, card.imageShape[2]);
    const material = createMapMaterial(texture, createEmptyField());
    return { texture, material, instances: createTileInstances(), slots: new TileSlots(LAYERS) };
  }, [grid, card, map, restored]);
  const { texture, material, instances, slots } = parts;
  const { uniforms } = material;
  useEffect(
    () => () => {
      for (const part of [texture, material, instances.geometry]) part.dispose();
    },
    [texture, material, instances],
  );

  /** Another view, or another tile: what is drawn is worked out anew. */
  const stale = useRef(true);
  const loader = useRef<TileLoader | null>(null);
  useEffect(() => {
    const made = createTileLoader({
      load: (tile, signal) => fetchTile(tileAddress(card, map.name, tile), signal),
      isHere: (key) => slots.has(key),
      onTile: (tile, picture) => {
        putTile(gl, texture, slots.take(tileKey(tile)), picture);
        stale.current = true;
        invalidate();
      },
      onFault: (cause) => useMap.setState({ fault: sentence(cause) }),
    });
    loader.current = made;
    stale.current = true;
    invalidate();
    return () => {
      made.dispose();
      loader.current = null;
    };
  }, [card, map, gl, texture, slots, invalidate]);
  useEffect(() => {
    if (retries > 0) loader.current?.retry();
  }, [retries]);

  useEffect(() => {
    uniforms.uOrigin.value.copy(plane.origin);
    uniforms.uAcross.value.copy(plane.across);
    uniforms.uUp.value.copy(plane.up);
    uniforms.uNormal.value.copy(plane.normal);
    uniforms.uBackground.value.copy(theme.background);
    uniforms.uText.value.copy(theme.text);
    uniforms.uDark.value = theme.scheme === "dark" ? 1 : 0;
    uniforms.uColor.value = card.imageShape[2] === 3 ? 1 : 0;
    invalidate();
  }, [uniforms, plane, theme, card, invalidate]);
  const relief = useGround(material, card, map);
  // In a plane of their own, data and cursors lie in front of it; across a cloud it hides what is behind.
  material.depthWrite = relief > 0 || map.through.length > 0;

  const before = useRef({ matrix: new Matrix4(), height: 0, relief: 0 });
  useFrame(({ camera, size }) => {
    const view = camera as PerspectiveCamera;
    const last = before.current;
    seen.multiplyMatrices(view.projectionMatrix, view.matrixWorldInverse);
    const same = last.height === size.height && last.relief === relief && last.matrix.equals(seen);
    if (same && !stale.current) return;
    stale.current = false;
    Object.assign(last, { height: size.height, relief });
    last.matrix.copy(seen);
    const tiles: Tile[] = tilesInView(grid, plane, {
      camera: view,
      height: size.height,
      depth: relief,
    });
    instances.show(grid, tiles, slots);
    // The whole first: something to see at once, whatever the view.
    loader.current?.want([ROOT, ...tiles]);
  }, FRAME.overlay);

  return (
    <>
      <mesh
        geometry={instances.geometry}
        material={material}
        frustumCulled={false}
        renderOrder={-10}
      />
      <MapRulers key={map.name} card={card} map={map} />
    </>
  );
}

const seen = new Matrix4();

function sentence(cause: unknown): string {
  // A lost network is a TypeError, with words for developers.
  return cause instanceof Error && !(cause instanceof TypeError)
    ? cause.message
    : text("map.fault");
}
