import { type DataArrayTexture, type DataTexture, ShaderMaterial, Vector3, Vector4 } from "three";
import { RAMP_GLSL } from "../../map/ramp.ts";
import { typed } from "../typed-material.ts";

const vertexShader = /* glsl */ `
  attribute vec3 square, part;
  attribute float layer;
  uniform vec3 uOrigin, uAcross, uUp, uNormal;
  uniform sampler2D uField;
  uniform vec4 uFieldArea;
  uniform float uRelief;
  varying vec3 vPlace;
  varying vec2 vField;
  void main() {
    vec2 at = square.xy + position.xy * square.z;
    vField = (at - uFieldArea.xy) / uFieldArea.zw;
    // Pictures lie with their first row at the top.
    vec2 in_ = part.xy + position.xy * part.z;
    vPlace = vec3(in_.x, 1.0 - in_.y, layer);
    vec3 point = uOrigin + uAcross * at.x + uUp * at.y;
    // The highest just below the plane, so that cursors and data stay above it.
    if (uRelief > 0.0) point -= uNormal * uRelief * (1.02 - textureLod(uField, vField, 0.0).r);
    gl_Position = projectionMatrix * viewMatrix * vec4(point, 1.0);
  }
`;

const fragmentShader = /* glsl */ `
  precision highp sampler2DArray;
  uniform sampler2DArray uTiles;
  uniform sampler2D uField;
  uniform vec3 uBackground, uText;
  uniform float uColor, uGround, uRelief, uDark;
  varying vec3 vPlace;
  varying vec2 vField;
  ${RAMP_GLSL}
  void main() {
    vec3 image = texture(uTiles, vPlace).rgb;
    vec3 ground = mix(uBackground, uText, 0.04);
    bool inside = all(greaterThan(vField, vec2(0.0))) && all(lessThan(vField, vec2(1.0)));
    vec2 field = inside ? texture(uField, vField).rg : vec2(0.0);
    float covered = uGround * field.g;
    vec3 hue = rampOn(field.r, uDark);
    if (uRelief > 0.0) {
      // As maps shade their hills: light from the upper left.
      vec2 step_ = vec2(1.0 / 64.0, 0.0);
      float slope = texture(uField, vField - step_).r - texture(uField, vField + step_).r
        + texture(uField, vField + step_.yx).r - texture(uField, vField - step_.yx).r;
      hue *= clamp(1.0 - 1.6 * slope, 0.55, 1.3);
    }
    ground = mix(ground, hue, covered);
    // Grey images are ink on the ground, bright on dark and dark on light; colours stay what they are.
    vec3 grey = mix(ground, uText, image.r);
    vec3 colour = mix(image, hue, 0.45 * covered);
    gl_FragColor = vec4(mix(grey, colour, uColor), 1.0);
  }
`;

/** Tiles of the map; everything that changes is a uniform or an instance. */
export function createMapMaterial(tiles: DataArrayTexture, field: DataTexture) {
  const uniforms = {
    uTiles: { value: tiles },
    uOrigin: { value: new Vector3() },
    uAcross: { value: new Vector3(1, 0, 0) },
    uUp: { value: new Vector3(0, 1, 0) },
    uNormal: { value: new Vector3(0, 0, 1) },
    /** Ground: its value 0..1, and whether it has one here. */
    uField: { value: field },
    /** Left, bottom, width and height of the field on the plane, σ. */
    uFieldArea: { value: new Vector4(0, 0, 1, 1) },
    uGround: { value: 0 },
    /** From the lowest to the highest, scene units; 0 is flat. */
    uRelief: { value: 0 },
    uColor: { value: 0 },
    uDark: { value: 1 },
    uBackground: { value: new Vector3() },
    uText: { value: new Vector3() },
  };
  const material = new ShaderMaterial({ uniforms, vertexShader, fragmentShader });
  // Data that lies exactly on the plane is drawn over it.
  material.polygonOffset = true;
  material.polygonOffsetFactor = 1;
  material.polygonOffsetUnits = 4;
  return typed(material, uniforms);
}

export type MapMaterial = ReturnType<typeof createMapMaterial>;
