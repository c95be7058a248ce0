import type { ShaderMaterial } from "three";

/** The material with its uniforms' own types, where three only knows a dictionary. */
export function typed<U>(material: ShaderMaterial, uniforms: U): ShaderMaterial & { uniforms: U } {
  return Object.assign(material, { uniforms });
}
