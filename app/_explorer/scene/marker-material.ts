import { ShaderMaterial, Vector2, Vector3 } from "three";
import { SOFT_EDGES, typed } from "./typed-material.ts";

const vertexShader = /* glsl */ `
  attribute vec3 anchor, tint;
  attribute vec4 box;
  uniform vec2 uViewport;
  uniform float uFocal;
  varying vec2 vAt;
  varying vec3 vTint;
  varying float vAlpha, vKind;
  void main() {
    vTint = tint; vAlpha = box.z; vKind = box.w;
    vec4 seen = modelViewMatrix * vec4(anchor, 1.0);
    float radius = clamp(0.07 * uFocal / -seen.z, 5.0, 13.0) * (box.w > 0.5 ? 1.15 : 1.0);
    vAt = (position.xy * 2.0 - 1.0) * 1.15;
    gl_Position = projectionMatrix * seen;
    gl_Position.xy += 2.0 * vAt * radius / uViewport * gl_Position.w;
  }
`;

const fragmentShader = /* glsl */ `
  uniform vec3 uText;
  varying vec2 vAt;
  varying vec3 vTint;
  varying float vAlpha, vKind;
  void main() {
    // The playback head is a diamond, people are balls.
    float r = vKind > 1.5 ? abs(vAt.x) + abs(vAt.y) : length(vAt);
    float soft = fwidth(r);
    float alpha = 1.0 - smoothstep(1.0 - soft, 1.0 + soft, r);
    if (alpha < 0.05) discard;
    vec3 normal = vec3(vAt, sqrt(max(0.0, 1.0 - r * r)));
    float light = 0.7 + 0.42 * max(0.0, dot(normal, vec3(-0.35, 0.52, 0.78)));
    float rim = smoothstep(0.72 - soft, 0.72 + soft, r);
    gl_FragColor = vec4(mix(vTint * light, uText, rim), alpha * mix(0.45, 1.0, vAlpha));
  }
`;

/** The ball in the cloud that a tag belongs to. It is depth-tested: data in front of it hides it. */
export function createMarkerMaterial() {
  const uniforms = {
    uViewport: { value: new Vector2(1, 1) },
    uFocal: { value: 500 },
    uText: { value: new Vector3() },
  };
  return typed(
    new ShaderMaterial({
      vertexShader,
      fragmentShader,
      ...SOFT_EDGES,
      uniforms,
    }),
    uniforms,
  );
}
