import { DoubleSide, FrontSide, ShaderMaterial } from "three";
import { typed } from "../typed-material.ts";

/** A point u of the unit sphere (or disc) goes to centre + σ·Lu; L comes as its lower triangle, row by row. */
const vertexShader = /* glsl */ `
  attribute vec3 center, first, second, tint;
  attribute float sigmas;
  varying vec3 vNormal, vEye, vTint;
  varying vec2 vAt;
  varying float vSigmas;
  void main() {
    float a = first.x, b = first.y, c = first.z, d = second.x, e = second.y, f = second.z;
    vec3 u = position;
    vec3 on = vec3(a * u.x, b * u.x + c * u.y, d * u.x + e * u.y + f * u.z);
    // det(L)·L⁻ᵀu: the way out of the surface, also where it is flat.
    vec3 out_ = vec3(c * f * u.x - b * f * u.y + (b * e - c * d) * u.z, a * f * u.y - a * e * u.z, a * c * u.z);
    vec4 seen = modelViewMatrix * vec4(center + sigmas * on, 1.0);
    vNormal = normalMatrix * normalize(out_);
    vEye = -seen.xyz;
    vTint = tint;
    vAt = u.xy;
    vSigmas = sigmas;
    gl_Position = projectionMatrix * seen;
  }
`;

/** A glassy shell: hardly there where one looks through it, and a rim where it turns away. A flat one has a line around it. */
const fragmentShader = (flat: boolean) => /* glsl */ `
  uniform float uFill, uRim;
  varying vec3 vNormal, vEye, vTint;
  varying vec2 vAt;
  varying float vSigmas;
  void main() {
    ${
      flat
        ? /* glsl */ `
    float r = length(vAt);
    float soft = fwidth(r);
    float rim = smoothstep(1.0 - 2.6 * soft, 1.0 - 1.4 * soft, r) * (1.0 - smoothstep(1.0 - soft, 1.0, r));`
        : /* glsl */ `
    float facing = abs(dot(normalize(vNormal), normalize(vEye)));
    float rim = pow(1.0 - facing, 1.6);`
    }
    // Two σ stand back behind one.
    float weight = vSigmas > 1.5 ? 0.45 : 1.0;
    gl_FragColor = vec4(vTint, weight * mix(uFill, uRim, rim));
  }
`;

/**
 * Surfaces of equal density of many posteriors. All of one colour, so that the order in which they are blended does not
 * matter: nothing has to be sorted.
 * @param alone one that is looked at is seen through the data, a class lies among them
 */
export function createEllipsoidMaterial(flat: boolean, alone: boolean) {
  const uniforms = {
    uFill: { value: alone ? 0.22 : 0.05 },
    uRim: { value: alone ? 1 : flat ? 0.6 : 0.45 },
  };
  return typed(
    new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      depthTest: !alone,
      side: flat ? DoubleSide : FrontSide,
      uniforms,
      vertexShader,
      fragmentShader: fragmentShader(flat),
    }),
    uniforms,
  );
}
