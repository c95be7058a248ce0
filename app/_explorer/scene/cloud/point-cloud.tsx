import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry, type PerspectiveCamera, Vector3 } from "three";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { prefersReducedMotion } from "../../../_ui/use-media.ts";
import { classColor } from "../../colors.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { FRAME } from "../frame-order.ts";
import { type SceneTheme, srgb } from "../theme.ts";
import type { Bounds } from "./bounds.ts";
import { pointDiameter, THUMBNAIL_MAX_PX } from "./bounds.ts";
import { createPointMaterial, type PointMaterial } from "./point-material.ts";
import { useThumbnails } from "./use-thumbnails.ts";

const MORPH_SECONDS = 0.35;
const center = new Vector3();
const color = new Vector3();

interface Props {
  cloud: Cloud;
  card: ModelCard;
  bounds: Bounds;
  theme: SceneTheme;
}

/** The model's data: one draw call over buffers that are uploaded once. */
export function PointCloud({ cloud, card, bounds, theme }: Props) {
  const invalidate = useThree((state) => state.invalidate);
  const classes = card.dataset.classNames.length;
  const material = useMemo(() => createPointMaterial(classes), [classes]);
  const geometry = useMemo(() => createGeometry(cloud), [cloud]);
  const { uniforms } = material;
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => {
    for (let label = 0; label < classes; label++)
      srgb(classColor(label, theme.scheme), color).toArray(uniforms.uClasses.value, 4 * label);
    uniforms.uBackground.value.copy(theme.background);
    uniforms.uText.value.copy(theme.text);
    uniforms.uFadeMost.value = theme.scheme === "dark" ? 0.45 : 0.55;
    invalidate();
  }, [theme, classes, uniforms, invalidate]);
  const thumbnails = useThumbnails(material, card);
  useFilters(material, classes);

  useFrame((state, delta) => {
    const camera = state.camera as PerspectiveCamera;
    const { dpr } = state.viewport;
    uniforms.uFocal.value = (state.size.height * dpr) / 2 / Math.tan((camera.fov * Math.PI) / 360);
    const diameter = pointDiameter(cloud.count, bounds.radius);
    uniforms.uDiameter.value = diameter.points;
    uniforms.uThumbDiameter.value = diameter.thumbnails;
    uniforms.uMinPx.value = 2.2 * dpr;
    uniforms.uThumbMaxPx.value = THUMBNAIL_MAX_PX * dpr;
    const away = center.fromArray(bounds.center).distanceTo(camera.position);
    uniforms.uDepth.value.set(Math.max(0, away - bounds.radius), away + bounds.radius);
    if (morph(material, thumbnails.current, delta)) invalidate();
  }, FRAME.overlay);

  return <points geometry={geometry} material={material} frustumCulled={false} />;
}

function createGeometry({ points, labels }: Cloud): BufferGeometry {
  return new BufferGeometry()
    .setAttribute("position", new BufferAttribute(points, 3))
    .setAttribute("label", new BufferAttribute(labels, 1));
}

/** Filter and hover reach the GPU as uniforms; React hears of neither. */
function useFilters({ uniforms }: PointMaterial, classes: number): void {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => {
    const apply = ({ hovered, hiddenClasses } = useExplorer.getState()) => {
      uniforms.uHovered.value = hovered ?? -1;
      for (let label = 0; label < classes; label++)
        uniforms.uClasses.value[4 * label + 3] = hiddenClasses.has(label) ? 0 : 1;
      invalidate();
    };
    apply();
    return useExplorer.subscribe((now, before) => {
      const same = now.hovered === before.hovered && now.hiddenClasses === before.hiddenClasses;
      if (!same || now.thumbnailsInCloud !== before.thumbnailsInCloud) apply(now);
    });
  }, [uniforms, classes, invalidate]);
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
