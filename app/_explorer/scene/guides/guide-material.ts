import { type CanvasTexture, ShaderMaterial, Vector3 } from "three";
import { typed } from "../typed-material.ts";
import { ARM } from "./guide-geometry.ts";

/** CSS pixels. */
const LINE_WIDTH = 1.1;
const BOLD_WIDTH = 2.2;

/**
 * The outline of a sphere, seen from nearby, is a circle in front of its middle that faces the viewer. Worked out here, the
 * rings cost no script per frame. Where the latents are a plane, they are circles in it.
 *
 * A line is widened in the plane of the picture, across the plane through the eye and both of its ends: so it keeps its
 * width at every depth. An end behind the eye is drawn back to the near plane, where a width in pixels still has a meaning.
 */
const vertexShader = /* glsl */ `
  attribute vec3 from, to;
  attribute float sigma;
  attribute vec2 size;
  attribute vec4 cell;
  uniform vec3 uColor, uOwn, uOwnColor, uCenter, uBoldColor;
  uniform float uOpacity, uOwnOpacity, uHeight, uFlat, uBold, uLift;
  varying vec2 vWord;
  varying vec4 vColor;

  vec3 place(vec3 at) {
    if (sigma < 0.0) return uOwn + at;
    if (sigma == 0.0) return at;
    if (uFlat > 0.5) return uCenter + sigma * at;
    vec3 eye = cameraPosition - uCenter;
    float away = length(eye);
    vec3 facing = eye / away;
    vec3 side = vec3(viewMatrix[0][0], viewMatrix[1][0], viewMatrix[2][0]);
    vec3 right = normalize(side - facing * dot(side, facing));
    float cosine = sigma / away;
    float radius = sigma * sqrt(max(0.0, 1.0 - cosine * cosine));
    return uCenter + facing * sigma * cosine + radius * (right * at.x + cross(facing, right) * at.y);
  }

  void main() {
    // From inside a sphere there is no outline.
    if (uFlat < 0.5 && length(cameraPosition - uCenter) < sigma * 1.05) {
      gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
      return;
    }
    bool own = sigma < 0.0, word = size.y > 0.0, bold = uBold > 0.5 && sigma > 0.0;
    vec3 begin = (viewMatrix * vec4(place(from), 1.0)).xyz;
    vec3 end = (viewMatrix * vec4(place(to), 1.0)).xyz;
    float along = position.x + 0.5;
    float near = projectionMatrix[3][2] / (projectionMatrix[2][2] - 1.0);
    if (!word && mix(begin.z, end.z, along) > -near) along = (-near - begin.z) / (end.z - begin.z);
    vec3 seen = mix(begin, end, along);
    vec2 across = cross(end, begin).xy;
    across *= (bold ? ${BOLD_WIDTH.toFixed(1)} : ${LINE_WIDTH.toFixed(1)}) / uHeight / max(length(across), 1e-6);
    float pictureHeight = 2.0 * -seen.z / projectionMatrix[1][1];
    seen.xy += (word ? position.xy * size : position.y * across) * pictureHeight;
    if (word) seen.y += uLift * pictureHeight;
    gl_Position = projectionMatrix * vec4(seen, 1.0);
    // Words stand in front of everything; lines pass behind points.
    if (word) gl_Position.z = -0.999 * gl_Position.w;

    vWord = word ? cell.xy + (position.xy + 0.5) * cell.zw : vec2(-1.0);
    float fade = 1.0 - length(mix(from, to, along)) / ${ARM.toFixed(2)};
    float wordOpacity = sigma > 0.0 && !bold ? 0.75 : 1.0;
    float lineOpacity = bold ? 0.9 : uOpacity;
    vColor = own ? vec4(uOwnColor, uOwnOpacity * fade) : vec4(bold ? uBoldColor : uColor, word ? wordOpacity : lineOpacity);
  }
`;

const fragmentShader = /* glsl */ `
  uniform sampler2D uWords;
  varying vec2 vWord;
  varying vec4 vColor;
  void main() {
    float ink = texture2D(uWords, vWord).a;
    gl_FragColor = vec4(vColor.rgb, vColor.a * (vWord.x < -0.5 ? 1.0 : ink));
  }
`;

/** Draws the quads of guide-geometry.ts: lines of a constant width, and words that face the viewer and keep their size on screen. */
export function createGuideMaterial(texture: CanvasTexture) {
  const uniforms = {
    uWords: { value: texture },
    uColor: { value: new Vector3(1, 1, 1) },
    uOpacity: { value: 0.4 },
    uOwn: { value: new Vector3() },
    uOwnColor: { value: new Vector3(1, 1, 1) },
    /** 0 before the own cursor has a place. */
    uOwnOpacity: { value: 0 },
    /** Of the picture, CSS pixels. */
    uHeight: { value: 500 },
    /** How far words stand above their places, share of the picture's height. */
    uLift: { value: 0 },
    /** Of the rings. */
    uCenter: { value: new Vector3() },
    uFlat: { value: 0 },
    /** 1: the rings are what is talked about. */
    uBold: { value: 0 },
    uBoldColor: { value: new Vector3(1, 1, 1) },
  };
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms,
    vertexShader,
    fragmentShader,
  });
  return typed(material, uniforms);
}
