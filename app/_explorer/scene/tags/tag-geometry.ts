import { BufferAttribute, DynamicDrawUsage, InstancedBufferGeometry } from "three";
import { PEERS_PER_ROOM } from "../../../../server/protocol/limits.ts";
import { setInstanced } from "../instanced-attributes.ts";

/** Everyone, oneself and the playback head. */
export const TAGS_MAX = PEERS_PER_ROOM + 2;

/** Floats per tag: place 3, colour 3, (tile, name width, opacity, kind) 4, (image layer, name layer) 2, shift 2. */
export const TAG_STRIDE = 14;

export interface TagBuffer {
  geometry: InstancedBufferGeometry;
  values: Float32Array;
  /** Shows the first `count` tags and sends only their floats to the GPU. */
  flush: (count: number) => void;
}

/** A quad for the marker (z = 0) and one for what floats over the cloud (z = 1): x and y from 0 to 1. */
function quads(geometry: InstancedBufferGeometry): void {
  const corners = [0, 1].flatMap((z) => [0, 0, z, 1, 0, z, 1, 1, z, 0, 1, z]);
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(corners), 3));
  geometry.setIndex([0, 4].flatMap((at) => [0, 1, 2, 0, 2, 3].map((corner) => at + corner)));
}

/** Two quads per person; allocated for the largest room so that it never has to grow. */
export function createTagBuffer(): TagBuffer {
  const geometry = new InstancedBufferGeometry();
  quads(geometry);
  const values = new Float32Array(TAGS_MAX * TAG_STRIDE);
  const parts = { anchor: 3, tint: 3, box: 4, layers: 2, shift: 2 };
  const buffer = setInstanced(geometry, values, parts);
  buffer.setUsage(DynamicDrawUsage);
  geometry.instanceCount = 0;
  return {
    geometry,
    values,
    flush: (count) => {
      geometry.instanceCount = count;
      buffer.clearUpdateRanges();
      buffer.addUpdateRange(0, count * TAG_STRIDE);
      buffer.needsUpdate = true;
    },
  };
}
