import { DataArrayTexture, DataTexture, ShaderMaterial, Vector2, Vector3 } from "three";
import { SOFT_EDGES, typed } from "../typed-material.ts";

const vertexShader = /* glsl */ `
  attribute float label;
  attribute vec3 before;
  uniform float uOver, uFocal, uDiameter, uThumbDiameter, uMinPx, uMaxPx, uThumbMaxPx, uMorph, uHovered;
  uniform sampler2D uPalette;
  uniform vec2 uDepth;
  uniform float uColumns, uAcross, uCell, uLevels, uColorAtlas, uFrame;
  uniform vec2 uGrid;
  varying vec3 vColor;
  varying float vFade, vHover, vLayer, vLevel, vFrame;
  varying vec2 vCell;
  void main() {
    vec4 seen = modelViewMatrix * vec4(mix(before, position, uOver), 1.0);
    vec4 shade = texelFetch(uPalette, ivec2(int(label + 0.5), 0), 0);
    float shown = shade.a;
    vHover = abs(float(gl_VertexID) - uHovered) < 0.5 ? 1.0 : 0.0;
    // Images stop growing where they can be read well: coming nearer then takes them apart.
    float thumbPx = min(uThumbMaxPx, uThumbDiameter * uFocal / -seen.z);
    float px = mix(min(uMaxPx, uDiameter * uFocal / -seen.z), thumbPx, uMorph) * (1.0 + 0.9 * vHover);
    gl_PointSize = max(uMinPx, px) * shown;
    // As wide at any distance; of the smallest images there would be nothing left but frame.
    float frame = uFrame * smoothstep(3.0, 8.0, gl_PointSize / uFrame);
    vFrame = uColorAtlas * 2.0 * frame / max(1.0, gl_PointSize);
    vColor = shade.rgb;
    vFade = (1.0 - vHover) * clamp((-seen.z - uDepth.x) / (uDepth.y - uDepth.x), 0.0, 1.0);
    float row = floor((float(gl_VertexID) + 0.5) / uColumns);
    vec2 cell = vec2(float(gl_VertexID) - row * uColumns, row);
    vec2 page = floor((cell + 0.5) / uGrid);
    vCell = cell - page * uGrid;
    vLayer = page.y * uAcross + page.x;
    // A far point shows a smaller copy of its image. Known here, it needs no guess from neighbouring pixels.
    vLevel = clamp(log2(uCell / max(1.0, gl_PointSize)), 0.0, uLevels);
    gl_Position = shown < 0.02 ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * seen;
  }
`;

// Edges go through alpha-to-coverage, so that depth testing works without sorting 100,000 points.
const fragmentShader = /* glsl */ `
  precision highp sampler2DArray;
  uniform vec3 uBackground, uText;
  uniform float uMorph, uFadeMost, uColorAtlas, uCell;
  uniform sampler2DArray uAtlas;
  uniform vec2 uGrid, uFit;
  varying vec3 vColor;
  varying float vFade, vHover, vLayer, vLevel, vFrame;
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
      // Half a pixel of the copy in use stays away from the cell's edge: filtering mixes in no neighbour.
      float rim = 0.5 * exp2(ceil(vLevel)) / uCell;
      vec2 part = p / (1.0 - vFrame);
      vec2 most = max(vec2(0.0), 0.5 * uFit - rim);
      vec2 place = (vCell + 0.5 + clamp(0.5 * part, -most, most)) / uGrid;
      vec3 image = textureLod(uAtlas, vec3(place, vLayer), vLevel).rgb;
      // The soft rim of the strokes takes the background's colour, so that digits on digits stay apart.
      float ink = smoothstep(0.05, 0.16, image.r);
      vec3 stroke = mix(uBackground, mix(vColor, uText, 0.12 + 0.5 * vHover), smoothstep(0.26, 0.5, image.r));
      // A picture in colour keeps its colours; the point's is that of its frame.
      vec2 beyond = abs(part) - uFit;
      vec3 framed = mix(image, vColor, step(0.0, max(beyond.x, beyond.y)));
      vec2 outside = abs(p) - mix(uFit, vec2(1.0), vFrame);
      vec3 drawn = mix(stroke, framed, uColorAtlas);
      float seen = mix(ink, step(max(outside.x, outside.y), 0.0), uColorAtlas);
      color = mix(color, drawn, uMorph);
      alpha = mix(disc, seen, uMorph);
    }
    if (alpha < 0.08) discard;
    gl_FragColor = vec4(mix(color, uBackground, uFadeMost * vFade), alpha);
  }
`;

/** Bytes that a label may be. */
const SHADES = 256;

/** Round shaded dots that can turn into thumbnails; everything that changes is a uniform. */
export function createPointMaterial() {
  const empty = new DataArrayTexture(new Uint8Array(4), 1, 1, 1);
  empty.needsUpdate = true;
  const palette = new Uint8Array(4 * SHADES).fill(255);
  const uniforms = {
    /** How far the points have come from where the model before had them, 0..1. */
    uOver: { value: 1 },
    uFocal: { value: 800 },
    uDiameter: { value: 0.05 },
    uThumbDiameter: { value: 0.2 },
    uMinPx: { value: 2 },
    uMaxPx: { value: 10_000 },
    uThumbMaxPx: { value: 44 },
    uMorph: { value: 0 },
    uHovered: { value: -1 },
    /** For each label red, green, blue and whether it is shown: more than uniforms hold everywhere. */
    uPalette: { value: new DataTexture(palette, SHADES, 1) },
    uDepth: { value: new Vector2(0, 1) },
    uColumns: { value: 1 },
    uBackground: { value: new Vector3() },
    uText: { value: new Vector3() },
    uFadeMost: { value: 0.6 },
    uColorAtlas: { value: 0 },
    /** Width of the frame that a picture in colour has. */
    uFrame: { value: 2 },
    /** Of a cell, what the image takes. */
    uFit: { value: new Vector2(1, 1) },
    uAtlas: { value: empty },
    /** Cells of a page of the atlas, pages beside each other, pixels of a cell, halvings that may be shown. */
    uGrid: { value: new Vector2(1, 1) },
    uAcross: { value: 1 },
    uCell: { value: 1 },
    uLevels: { value: 0 },
  };
  const material = typed(
    new ShaderMaterial({
      vertexShader,
      fragmentShader,
      ...SOFT_EDGES,
      uniforms,
    }),
    uniforms,
  );
  material.addEventListener("dispose", () => uniforms.uPalette.value.dispose());
  return Object.assign(material, { palette });
}

export type PointMaterial = ReturnType<typeof createPointMaterial>;
