import {
  type InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
} from "three";

/** Floats of each attribute of an instance, in the order in which they lie. */
export type Parts = Readonly<Record<string, number>>;

/** Lays attributes over `values`, one instance after the other. */
export function setInstanced(
  geometry: InstancedBufferGeometry,
  values: Float32Array,
  parts: Parts,
): InstancedInterleavedBuffer {
  const stride = Object.values(parts).reduce((sum, size) => sum + size, 0);
  const buffer = new InstancedInterleavedBuffer(values, stride);
  let offset = 0;
  for (const [name, size] of Object.entries(parts)) {
    geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, offset));
    offset += size;
  }
  return buffer;
}
