import { Vector3 } from "three";
import type { LiveCursor } from "../../live.ts";
import type { ImageLayers } from "./image-layers.ts";
import type { NameLayers } from "./name-layers.ts";
import type { Kind, Placed } from "./tag-layout.ts";

/** Someone's cursor as the scene draws it; kept and reused from frame to frame. */
export interface Person extends Placed {
  slot: number;
  kind: Kind;
  /** The latent that `target` was projected from. */
  z: Float32Array | null;
  target: Vector3;
  at: Vector3;
  velocity: Vector3;
  color: Vector3;
  opacity: number;
  /** Drawn at nobody's place: they are with someone whose tag stands there, or are hidden. */
  away: boolean;
  imageLayer: number;
  /** Whose image, and which version of it, is in the layer; null before the first. */
  source: LiveCursor | null;
  version: number;
  nameLayer: number;
  name: string;
  depth: number;
}

interface Pools {
  images: ImageLayers;
  names: NameLayers;
}

/** Takes a layer for the image and one for the name. */
export function createPerson(slot: number, kind: Kind, pools: Pools): Person {
  return {
    slot,
    kind,
    z: null,
    target: new Vector3(),
    at: new Vector3(),
    velocity: new Vector3(),
    color: new Vector3(1, 1, 1),
    opacity: 1,
    away: false,
    imageLayer: pools.images.take(),
    source: null,
    version: 0,
    nameLayer: pools.names.layers.take(),
    name: "",
    depth: 0,
    x: 0,
    y: 0,
    tile: 0,
    nameWidth: 0,
    shiftX: 0,
    shiftY: 0,
  };
}
