import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { type Camera, type PerspectiveCamera, Vector3 } from "three";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import { shadesOf } from "../../colouring/attributes.ts";
import { pointAt, usePointing } from "../../follow/pointing.ts";
import { live } from "../../live.ts";
import { useMap } from "../../map/map-state.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import type { Bounds } from "../cloud/bounds.ts";
import { POINT_ON_MAP_PX, pointDiameter, THUMBNAIL_MAX_PX } from "../cloud/bounds.ts";
import { type PickRay, pick } from "../cloud/pick.ts";
import { buildPickTree } from "../cloud/pick-tree.ts";
import { type Crowd, ownTag } from "../tags/crowd.ts";
import { hitsTag } from "../tags/tag-layout.ts";
import type { Drag } from "./drag.ts";
import { type PointerHandlers, watchPointer } from "./pointer-events.ts";

/** What a pointer does in the half of the scene that it is in. Positions are normalised device coordinates. */
export interface Reach {
  /** Takes hold of the own cursor. */
  grab: (camera: Camera, x: number, y: number) => Drag;
  /** Takes the own cursor to a datum. */
  flyTo: (row: number) => void;
  /** Takes it to where no datum is, if there is something to be seen. */
  flyBetween?: (camera: Camera, x: number, y: number) => void;
  /** What all are shown: a place of the room's scatter, or null where there is none to be seen here. */
  placeUnder: (row: number | null, camera: Camera, x: number, y: number) => Vec3 | null;
}

interface Props {
  cloud: Cloud | null;
  bounds: Bounds;
  crowd: Crowd;
  reach: Reach;
}

const MIN_RADIUS_PX = 1.5;
const MOUSE_SLACK_PX = 5;
const TOUCH_SLACK_PX = 18;
/** Images are drawn wider than they are inked. */
const THUMBNAIL_PART = 0.42;

/** Hover, click and drag. Everything is answered on the CPU, so a pointer move costs the GPU nothing. */
export function Pointer({ cloud, bounds, crowd, reach }: Props) {
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
      const { thumbnailsInCloud } = useExplorer.getState();
      const { labels, hidden } = shadesOf(cloud);
      const diameter = pointDiameter(cloud.count, bounds.radius);
      ray.radius = thumbnailsInCloud ? diameter.thumbnails * THUMBNAIL_PART : diameter.points / 2;
      const slope = Math.tan((camera.fov * Math.PI) / 360) / (get().size.height / 2);
      ray.minSlope = MIN_RADIUS_PX * slope;
      ray.maxSlope = largestRadiusPx(thumbnailsInCloud) * slope;
      ray.slack = (touch ? TOUCH_SLACK_PX : MOUSE_SLACK_PX) * slope;
      return pick(tree, labels, hidden, ray);
    };
    const handlers: PointerHandlers = {
      overOwn: (x, y) => {
        const { width, height } = get().size;
        const onTag = hitsTag(ownTag(crowd), (x * 0.5 + 0.5) * width, (y * 0.5 + 0.5) * height);
        return crowd.own.z !== null && !live.held && onTag;
      },
      point: (x, y) => {
        if (!usePointing.getState().on) return false;
        pointAt(reach.placeUnder(rowAt(x, y, false), get().camera, x, y));
        return true;
      },
      grab: (x, y) => reach.grab(get().camera, x, y),
      hover: (x, y) => setHovered(rowAt(x, y, false)),
      leave: () => setHovered(null),
      click: (x, y, touch) => {
        const row = rowAt(x, y, touch);
        setHovered(row);
        if (row !== null) reach.flyTo(row);
        else reach.flyBetween?.(get().camera, x, y);
      },
    };
    return canvas?.parentElement ? watchPointer(canvas.parentElement, handlers) : undefined;
  }, [canvas, get, tree, cloud, bounds, crowd, reach]);
  return null;
}

/** As point-material.ts draws them. */
function largestRadiusPx(thumbnails: boolean): number {
  if (thumbnails) return THUMBNAIL_MAX_PX * THUMBNAIL_PART;
  return useMap.getState().shown ? POINT_ON_MAP_PX / 2 : Number.POSITIVE_INFINITY;
}

/** Writes the ray through normalised device coordinates (x, y). */
function aimRay(ray: PickRay, camera: PerspectiveCamera, x: number, y: number): void {
  camera.updateMatrixWorld();
  ray.origin.setFromMatrixPosition(camera.matrixWorld);
  ray.direction.set(x, y, 0.5).unproject(camera).sub(ray.origin).normalize();
}

function setHovered(row: number | null): void {
  if (useExplorer.getState().hovered !== row) useExplorer.setState({ hovered: row });
}
