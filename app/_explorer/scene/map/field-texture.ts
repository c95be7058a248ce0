import { DataTexture, DataUtils, HalfFloatType, LinearFilter, RGFormat } from "three";
import { FIELD_SIDE, type GroundField } from "../../map/ground/ground-field.ts";

/** Half precision: eight bits would make steps of the slopes. */
function createTexture(values: Uint16Array, side: number): DataTexture {
  const texture = new DataTexture(values, side, side, RGFormat, HalfFloatType);
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

export function createEmptyField(): DataTexture {
  return createTexture(new Uint16Array(2), 1);
}

export function createFieldTexture({ shares, covered }: GroundField): DataTexture {
  const values = new Uint16Array(2 * FIELD_SIDE ** 2);
  for (let i = 0; i < shares.length; i++) {
    values[2 * i] = DataUtils.toHalfFloat(shares[i] ?? 0);
    values[2 * i + 1] = DataUtils.toHalfFloat(covered[i] ?? 0);
  }
  return createTexture(values, FIELD_SIDE);
}
