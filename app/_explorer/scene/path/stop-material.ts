import { ShaderMaterial, Vector3 } from "three";
import { typed } from "../typed-material.ts";

/** Ringed dots of a fixed size on the stops of a path. */
export function createStopMaterial() {
  const uniforms = {
    uColor: { value: new Vector3() },
    uRing: { value: new Vector3() },
    uPixels: { value: 13 },
  };
  return typed(
    new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      uniforms,
      vertexShader: /* glsl */ `
      uniform float uPixels;
      void main() {
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
        // A little nearer to the eye, so that the line does not cut through.
        gl_Position.z -= 0.0005 * gl_Position.w;
        gl_PointSize = uPixels;
      }
    `,
      fragmentShader: /* glsl */ `
      uniform vec3 uColor, uRing;
      void main() {
        float r = length(gl_PointCoord * 2.0 - 1.0);
        float soft = fwidth(r);
        gl_FragColor = vec4(mix(uColor, uRing, smoothstep(0.6 - soft, 0.6 + soft, r)), 1.0 - smoothstep(1.0 - soft, 1.0, r));
      }
    `,
    }),
    uniforms,
  );
}
