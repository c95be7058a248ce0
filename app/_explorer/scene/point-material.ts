import { DataTexture, ShaderMaterial, type Texture, Vector2, Vector3 } from "three";

/** Classes that the colour table and the filter can hold; the model card allows no more. */
export const MAX_CLASSES = 64;

import { SOFT_EDGES, typed } from "./typed-material.ts";

const vertexShader = /* glsl */ `
  attribute float label;
  uniform float uFocal, uDiameter, uThumbDiameter, uMinPx, uMorph, uHovered;
  uniform float uShown[${MAX_CLASSES}];
  uniform vec3 uPalette[${MAX_CLASSES}];
  uniform vec2 uDepth;
  uniform float uColumns;
  varying vec3 vColor;
  varying float vFade, vHover;
  varying vec2 vCell;
  void main() {
    vec4 seen = modelViewMatrix * vec4(position, 1.0);
    int class_ = int(label + 0.5);
    float shown = uShown[class_];
    vHover = abs(float(gl_VertexID) - uHovered) < 0.5 ? 1.0 : 0.0;
    float diameter = mix(uDiameter, uThumbDiameter, uMorph) * (1.0 + 0.9 * vHover);
    gl_PointSize = max(uMinPx, diameter * uFocal / -seen.z) * shown;
    vColor = uPalette[class_];
    vFade = (1.0 - vHover) * clamp((-seen.z - uDepth.x) / (uDepth.y - uDepth.x), 0.0, 1.0);
    float row = floor((float(gl_VertexID) + 0.5) / uColumns);
    vCell = vec2(float(gl_VertexID) - row * uColumns, row);
    gl_Position = shown < 0.02 ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * seen;
  }
`;

// Edges go through alpha-to-coverage, so that depth testing works without sorting 100,000 points.
const fragmentShader = /* glsl */ `
  uniform vec3 uBackground, uText;
  uniform float uMorph, uFadeMost, uColorAtlas;
  uniform sampler2D uAtlas;
  uniform vec2 uGrid;
  varying vec3 vColor;
  varying float vFade, vHover;
  varying vec2 vCell;
  void main() {
    vec2 p = gl_PointCoord * 2.0 - 1.0;
    float r = length(p);
    float soft = fwidth(r);
    float disc = 1.0 - smoothstep(1.0 - soft, 1.0 + 0.2 * soft, r);
    vec3 normal = vec3(p.x, -p.y, sqrt(max(0.0, 1.0 - r * r)));
    float light = 0.74 + 0.36 * max(0.0, dot(normal, vec3(-0.35, 0.52, 0.78)));
    vec3 color = vColor * light;
    float ring = vHover * smoothstep(0.74 - soft, 0.74 + soft, r);
    color = mix(color, uText, ring);
    float alpha = disc;
    if (uMorph > 0.0) {
      vec3 image = texture2D(uAtlas, (vCell + clamp(gl_PointCoord, 0.02, 0.98)) / uGrid).rgb;
      // The soft rim of the strokes takes the background's colour, so that digits on digits stay apart.
      float ink = smoothstep(0.05, 0.16, image.r);
      vec3 stroke = mix(uBackground, mix(vColor, uText, 0.12 + 0.5 * vHover), smoothstep(0.26, 0.5, image.r));
      float square = 1.0 - step(1.0, max(abs(p.x), abs(p.y)));
      vec3 drawn = mix(stroke, image, uColorAtlas);
      float seen = mix(ink, square, uColorAtlas);
      color = mix(color, drawn, uMorph);
      alpha = mix(disc, seen, uMorph);
    }
    if (alpha < 0.08) discard;
    gl_FragColor = vec4(mix(color, uBackground, uFadeMost * vFade), alpha);
  }
`;

/** Round shaded dots that can turn into thumbnails; everything that changes is a uniform. */
export function createPointMaterial() {
  const empty: Texture = new DataTexture(new Uint8Array(4), 1, 1);
  empty.needsUpdate = true;
  const uniforms = {
    uFocal: { value: 800 },
    uDiameter: { value: 0.05 },
    uThumbDiameter: { value: 0.2 },
    uMinPx: { value: 2 },
    uMorph: { value: 0 },
    uHovered: { value: -1 },
    uShown: { value: new Float32Array(MAX_CLASSES).fill(1) },
    uPalette: { value: Array.from({ length: MAX_CLASSES }, () => new Vector3()) },
    uDepth: { value: new Vector2(0, 1) },
    uColumns: { value: 1 },
    uBackground: { value: new Vector3() },
    uText: { value: new Vector3() },
    uFadeMost: { value: 0.6 },
    uColorAtlas: { value: 0 },
    uAtlas: { value: empty },
    uGrid: { value: new Vector2(1, 1) },
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

export type PointMaterial = ReturnType<typeof createPointMaterial>;
