import { ShaderMaterial, Vector3 } from "three";
import { typed } from "../typed-material.ts";

/** A ring over everything, as wide as a fingertip, with a bright core unless it is `hollow`. */
export function createMarkMaterial({ hollow = false } = {}) {
  const uniforms = {
    uColor: { value: new Vector3() },
    uGround: { value: new Vector3() },
    uPixels: { value: 40 },
    uCore: { value: hollow ? 0 : 1 },
  };
  return typed(
    new ShaderMaterial({
      transparent: true,
      depthTest: false,
      depthWrite: false,
      uniforms,
      vertexShader: /* glsl */ `
      uniform float uPixels;
      void main() {
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
        gl_PointSize = uPixels;
      }
    `,
      fragmentShader: /* glsl */ `
      uniform vec3 uColor, uGround;
      uniform float uCore;
      void main() {
        float r = length(gl_PointCoord * 2.0 - 1.0);
        float soft = fwidth(r);
        float core = uCore * (1.0 - smoothstep(0.26 - soft, 0.26 + soft, r));
        float ring = 1.0 - smoothstep(0.07, 0.07 + 2.0 * soft, abs(r - 0.7));
        float halo = 1.0 - smoothstep(0.14, 0.14 + 2.0 * soft, abs(r - 0.7));
        float inked = max(core, ring);
        float alpha = max(inked, 0.7 * max(halo, uCore * (1.0 - smoothstep(0.34, 0.34 + soft, r))));
        gl_FragColor = vec4(mix(uGround, uColor, inked), alpha);
      }
    `,
    }),
    uniforms,
  );
}
