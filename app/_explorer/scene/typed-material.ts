import {
  AddEquation,
  CustomBlending,
  OneFactor,
  type ShaderMaterial,
  type ShaderMaterialParameters,
  ZeroFactor,
} from "three";

/** The material with its uniforms' own types, where three only knows a dictionary. */
export function typed<U>(material: ShaderMaterial, uniforms: U): ShaderMaterial & { uniforms: U } {
  return Object.assign(material, { uniforms });
}

/**
 * Soft edges through alpha-to-coverage: right in any order, so nothing has to be sorted. The blending writes colour as
 * it is and keeps the canvas opaque, because three's canvas always has alpha and would let the page shine through.
 */
export const SOFT_EDGES: ShaderMaterialParameters = {
  alphaToCoverage: true,
  blending: CustomBlending,
  blendEquation: AddEquation,
  blendSrc: OneFactor,
  blendDst: ZeroFactor,
  blendSrcAlpha: OneFactor,
  blendDstAlpha: OneFactor,
};
