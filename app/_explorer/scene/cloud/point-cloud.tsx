import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { BufferAttribute, BufferGeometry, type PerspectiveCamera, Vector3 } from "three";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { prefersReducedMotion } from "../../../_ui/use-media.ts";
import { useMap } from "../../map/map-state.ts";
import { useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import type { SceneTheme } from "../theme.ts";
import type { Bounds } from "./bounds.ts";
import {
  POINT_ON_MAP_PX,
  POINT_ON_MAP_SHARE,
  pointDiameter,
  THUMBNAIL_FRAME_PX,
  THUMBNAIL_MAX_PX,
} from "./bounds.ts";
import { createPointMaterial, type PointMaterial } from "./point-material.ts";
import { useColours } from "./use-colours.ts";
import type { Points } from "./use-lasting.ts";
import { useThumbnails } from "./use-thumbnails.ts";

const MORPH_SECONDS = 0.35;
/** From the model before to this one. */
const OVER_SECONDS = 1.2;
const center = new Vector3();

interface Props {
  cloud: Points;
  /** The same data in the model before: the points come from there. */
  before?: Points | null;
  card: ModelCard;
  bounds: Bounds;
  theme: SceneTheme;
}

/** The model's data: one draw call over buffers that are uploaded once, or as far as the points have come. */
export function PointCloud({ cloud, before = null, card, bounds, theme }: Props) {
  const invalidate = useThree((state) => state.invalidate);
  const material = useMemo(createPointMaterial, []);
  const { points, labels } = cloud;
  const geometry = useMemo(() => createGeometry(points, labels, before), [points, labels, before]);
  const grow = useGrowth(geometry, cloud);
  const { uniforms } = material;
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => {
    uniforms.uBackground.value.copy(theme.background);
    uniforms.uText.value.copy(theme.text);
    uniforms.uFadeMost.value = theme.scheme === "dark" ? 0.45 : 0.55;
    invalidate();
  }, [theme, uniforms, invalidate]);
  const over = useOver(material, before, points);
  const thumbnails = useThumbnails(material, card);
  useHover(material);
  useColours({ geometry, material, cloud, card, scheme: theme.scheme });

  useFrame((state, delta) => {
    grow();
    const camera = state.camera as PerspectiveCamera;
    const { dpr } = state.viewport;
    uniforms.uFocal.value = (state.size.height * dpr) / 2 / Math.tan((camera.fov * Math.PI) / 360);
    const diameter = pointDiameter(cloud.count, bounds.radius);
    const onMap = useMap.getState().shown !== null;
    uniforms.uDiameter.value = diameter.points * (onMap ? POINT_ON_MAP_SHARE : 1);
    uniforms.uThumbDiameter.value = diameter.thumbnails;
    uniforms.uMinPx.value = (onMap ? 1.6 : 2.2) * dpr;
    uniforms.uMaxPx.value = onMap ? POINT_ON_MAP_PX * dpr : 10_000;
    uniforms.uThumbMaxPx.value = THUMBNAIL_MAX_PX * dpr;
    uniforms.uFrame.value = THUMBNAIL_FRAME_PX * dpr;
    const away = center.fromArray(bounds.center).distanceTo(camera.position);
    uniforms.uDepth.value.set(Math.max(0, away - bounds.radius), away + bounds.radius);
    const turning = morph(material, thumbnails.current, delta);
    if (over(delta) || turning) invalidate();
  }, FRAME.overlay);

  return <points geometry={geometry} material={material} frustumCulled={false} />;
}

function createGeometry(
  points: Float32Array,
  labels: Uint8Array,
  before: Points | null,
): BufferGeometry {
  const position = new BufferAttribute(points, 3);
  const comes = before?.points.length === points.length;
  return new BufferGeometry()
    .setAttribute("position", position)
    .setAttribute("before", comes ? new BufferAttribute(before.points, 3) : position)
    .setAttribute("label", new BufferAttribute(Uint8Array.from(labels), 1));
}

/** Returns what draws as many points as have come, and uploads those that are new. */
function useGrowth(geometry: BufferGeometry, cloud: Points): () => void {
  const drawn = useRef({ geometry, count: 0 });
  return () => {
    const last = drawn.current;
    const arrived = cloud.arrived ?? cloud.count;
    const known = last.geometry === geometry ? last.count : 0;
    if (known === arrived && last.geometry === geometry) return;
    drawn.current = { geometry, count: arrived };
    geometry.setDrawRange(0, arrived);
    // All that had come by then went along when the buffer was made.
    if (known === 0) return;
    const position = geometry.getAttribute("position") as BufferAttribute;
    position.addUpdateRange(3 * known, 3 * (arrived - known));
    position.needsUpdate = true;
  };
}

/** Lets the points go from `before` to where they are. Returns what moves them on, and says whether they still move. */
function useOver({ uniforms }: PointMaterial, before: Points | null, points: Float32Array) {
  const invalidate = useThree((state) => state.invalidate);
  const share = useRef(1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each cloud comes from the one before it.
  useLayoutEffect(() => {
    share.current = before && !prefersReducedMotion() ? 0 : 1;
    uniforms.uOver.value = share.current;
    invalidate();
  }, [before, points, uniforms, invalidate]);
  return (delta: number): boolean => {
    if (share.current === 1) return false;
    const t = Math.min(1, share.current + Math.min(delta, 0.05) / OVER_SECONDS);
    share.current = t;
    uniforms.uOver.value = t * t * (3 - 2 * t);
    return t < 1;
  };
}

/** Hover reaches the GPU as a uniform; React does not hear of it. */
function useHover({ uniforms }: PointMaterial): void {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const apply = ({ hovered } = useExplorer.getState()) => {
      uniforms.uHovered.value = hovered ?? -1;
      invalidate();
    };
    apply();
    return useExplorer.subscribe((now, before) => {
      if (now.hovered !== before.hovered || now.thumbnailsInCloud !== before.thumbnailsInCloud)
        apply(now);
    });
  }, [uniforms, invalidate]);
}

/** Turns dots into thumbnails and back. Returns whether it is still turning. */
function morph({ uniforms }: PointMaterial, ready: boolean, delta: number): boolean {
  const wanted = ready && useExplorer.getState().thumbnailsInCloud ? 1 : 0;
  if (uniforms.uMorph.value === wanted) return false;
  const step = prefersReducedMotion() ? 1 : Math.min(delta, 0.05) / MORPH_SECONDS;
  const now = uniforms.uMorph.value;
  uniforms.uMorph.value =
    now < wanted ? Math.min(wanted, now + step) : Math.max(wanted, now - step);
  return uniforms.uMorph.value !== wanted;
}
