import { type CanvasTexture, ShaderMaterial, Vector3 } from "three";
import { ARM } from "./guide-geometry.ts";
import { typed } from "./typed-material.ts";

/**
 * The outline of a sphere around the origin, seen from nearby, is a circle in front of its middle that faces the viewer.
 * Worked out here, the rings cost no script per frame. `place` is that of a guide: on a ring where sigma is above zero.
 */
const PLACE = /* glsl */ `
  vec3 place(float sigma, vec3 at) {
    if (sigma == 0.0) return at;
    float away = length(cameraPosition);
    vec3 facing = cameraPosition / away;
    vec3 side = vec3(viewMatrix[0][0], viewMatrix[1][0], viewMatrix[2][0]);
    vec3 right = normalize(side - facing * dot(side, facing));
    float cosine = sigma / away;
    float radius = sigma * sqrt(max(0.0, 1.0 - cosine * cosine));
    return facing * sigma * cosine + radius * (right * at.x + cross(facing, right) * at.y);
  }
  // From inside the sphere there is no outline.
  bool isHidden(float sigma) { return length(cameraPosition) < sigma * 1.05; }
  const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

/** Lines of a geometry with `sigma` per vertex (guide-geometry.ts). */
export function createGuideLineMaterial() {
  const uniforms = {
    uColor: { value: new Vector3(1, 1, 1) },
    uOpacity: { value: 0.4 },
    uOwn: { value: new Vector3() },
    uOwnColor: { value: new Vector3(1, 1, 1) },
    /** 0 before the own cursor has a place. */
    uOwnOpacity: { value: 0 },
  };
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms,
    vertexShader: /* glsl */ `
      attribute float sigma;
      uniform vec3 uColor, uOwn, uOwnColor;
      uniform float uOpacity, uOwnOpacity;
      varying vec4 vColor;
      ${PLACE}
      void main() {
        bool own = sigma < 0.0;
        vec3 at = own ? uOwn + position : place(sigma, position);
        float fade = 1.0 - length(position) / ${ARM.toFixed(2)};
        vColor = own ? vec4(uOwnColor, uOwnOpacity * fade) : vec4(uColor, uOpacity);
        gl_Position = isHidden(sigma) ? NOWHERE : projectionMatrix * viewMatrix * vec4(at, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      varying vec4 vColor;
      void main() { gl_FragColor = vColor; }
    `,
  });
  return typed(material, uniforms);
}

/** Words that face the viewer and keep their size on screen: quads with `anchor`, `sigma`, `size` and `cell` per instance. */
export function createGuideLabelMaterial(texture: CanvasTexture) {
  const uniforms = { uColor: { value: new Vector3(1, 1, 1) }, uWords: { value: texture } };
  const material = new ShaderMaterial({
    transparent: true,
    depthTest: false,
    depthWrite: false,
    uniforms,
    vertexShader: /* glsl */ `
      attribute vec3 anchor;
      attribute float sigma;
      attribute vec2 size;
      attribute vec4 cell;
      varying vec2 vAt;
      varying float vOpacity;
      ${PLACE}
      void main() {
        vec4 seen = viewMatrix * vec4(place(sigma, anchor), 1.0);
        seen.xy += position.xy * size * -seen.z;
        vAt = cell.xy + (position.xy + 0.5) * cell.zw;
        vOpacity = sigma > 0.0 ? 0.75 : 1.0;
        gl_Position = isHidden(sigma) ? NOWHERE : projectionMatrix * seen;
      }
    `,
    fragmentShader: /* glsl */ `
      uniform vec3 uColor;
      uniform sampler2D uWords;
      varying vec2 vAt;
      varying float vOpacity;
      void main() { gl_FragColor = vec4(uColor, vOpacity * texture2D(uWords, vAt).a); }
    `,
  });
  return typed(material, uniforms);
}
