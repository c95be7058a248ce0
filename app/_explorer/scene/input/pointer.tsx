import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { type PerspectiveCamera, Vector3 } from "three";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { pointAt, usePointing } from "../../follow/pointing.ts";
import { flyOwn, live } from "../../live.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import type { Bounds } from "../cloud/bounds.ts";
import { pointDiameter, THUMBNAIL_MAX_PX } from "../cloud/bounds.ts";
import { type PickRay, pick } from "../cloud/pick.ts";
import { buildPickTree } from "../cloud/pick-tree.ts";
import { type Crowd, ownTag } from "../tags/crowd.ts";
import { hitsTag } from "../tags/tag-layout.ts";
import { planePoint, startDrag } from "./drag.ts";
import { type PointerHandlers, watchPointer } from "./pointer-events.ts";

interface Props {
  card: ModelCard;
  cloud: Cloud | null;
  bounds: Bounds;
  crowd: Crowd;
}

const MIN_RADIUS_PX = 1.5;
const MOUSE_SLACK_PX = 5;
const TOUCH_SLACK_PX = 18;
/** Images are drawn wider than they are inked. */
const THUMBNAIL_PART = 0.42;

/** Hover, click and drag. Everything is answered on the CPU, so a pointer move costs the GPU nothing. */
export function Pointer({ card, cloud, bounds, crowd }: Props) {
  const canvas = useThree((state) => state.gl.domElement) as HTMLCanvasElement | undefined;
  const get = useThree((state) => state.get);
  const tree = useMemo(() => (cloud ? buildPickTree(cloud.points) : null), [cloud]);

  useEffect(() => {
    const ray: PickRay = {
      origin: new Vector3(),
      direction: new Vector3(),
      radius: 0,
      minSlope: 0,
      maxSlope: Number.POSITIVE_INFINITY,
      slack: 0,
    };
    const rowAt = (x: number, y: number, touch: boolean) => {
      if (!tree || !cloud) return null;
      const camera = get().camera as PerspectiveCamera;
      aimRay(ray, camera, x, y);
      const { thumbnailsInCloud, hiddenClasses } = useExplorer.getState();
      const diameter = pointDiameter(cloud.count, bounds.radius);
      ray.radius = thumbnailsInCloud ? diameter.thumbnails * THUMBNAIL_PART : diameter.points / 2;
      const slope = Math.tan((camera.fov * Math.PI) / 360) / (get().size.height / 2);
      ray.minSlope = MIN_RADIUS_PX * slope;
      ray.maxSlope = thumbnailsInCloud
        ? THUMBNAIL_MAX_PX * THUMBNAIL_PART * slope
        : Number.POSITIVE_INFINITY;
      ray.slack = (touch ? TOUCH_SLACK_PX : MOUSE_SLACK_PX) * slope;
      return pick(tree, cloud.labels, hiddenClasses, ray);
    };
    /** The datum under the pointer, else where its ray meets the plane that the camera looks at. */
    const placeUnder = (row: number | null, x: number, y: number): Vec3 => {
      if (row !== null && cloud) return [...cloud.points.subarray(3 * row, 3 * row + 3)] as Vec3;
      const at = new Vector3(...(live.scene?.view().target ?? [0, 0, 0]));
      return planePoint(get().camera, at, x, y)?.toArray() ?? at.toArray();
    };
    const handlers: PointerHandlers = {
      overOwn: (x, y) => {
        const { width, height } = get().size;
        const onTag = hitsTag(ownTag(crowd), (x * 0.5 + 0.5) * width, (y * 0.5 + 0.5) * height);
        return crowd.own.z !== null && !live.held && onTag;
      },
      point: (x, y) => {
        if (!usePointing.getState().on) return false;
        pointAt(placeUnder(rowAt(x, y, false), x, y));
        return true;
      },
      grab: (x, y) => startDrag(card.projection, get().camera, x, y),
      hover: (x, y) => setHovered(rowAt(x, y, false)),
      leave: () => setHovered(null),
      click: (x, y, touch) => {
        const row = rowAt(x, y, touch);
        setHovered(row);
        if (row !== null && cloud) flyToRow(cloud, row, card.latentDim);
      },
    };
    return canvas?.parentElement ? watchPointer(canvas.parentElement, handlers) : undefined;
  }, [canvas, get, tree, cloud, bounds, card, crowd]);
  return null;
}

/** Writes the ray through normalised device coordinates (x, y). */
function aimRay(ray: PickRay, camera: PerspectiveCamera, x: number, y: number): void {
  camera.updateMatrixWorld();
  ray.origin.setFromMatrixPosition(camera.matrixWorld);
  ray.direction.set(x, y, 0.5).unproject(camera).sub(ray.origin).normalize();
}

/** Glides the own cursor to a data point: to its exact row of the embedding. */
function flyToRow(cloud: Cloud, row: number, latentDim: number): void {
  flyOwn(cloud.embedding.subarray(row * latentDim, (row + 1) * latentDim));
  const [x = 0, y = 0, z = 0] = cloud.points.subarray(3 * row, 3 * row + 3);
  live.scene?.goAlong([x, y, z]);
}

function setHovered(row: number | null): void {
  if (useExplorer.getState().hovered !== row) useExplorer.setState({ hovered: row });
}
