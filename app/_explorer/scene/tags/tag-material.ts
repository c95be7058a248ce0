import { type DataArrayTexture, ShaderMaterial, Vector2, Vector3 } from "three";
import { MIDDLE_LUMINANCE } from "../../../_ui/contrast.ts";
import { typed } from "../typed-material.ts";
import { MARKER_COLOR, MARKER_PLACE } from "./marker-shader.ts";
import { NAME_BOX } from "./name-layers.ts";
import { TAG, TILE_BOTTOM } from "./tag-layout.ts";

const px = (value: number) => value.toFixed(1);

const vertexShader = /* glsl */ `
  attribute vec3 anchor, tint;
  attribute vec4 box;
  attribute vec2 layers, shift;
  uniform vec2 uViewport;
  varying vec2 vPx;
  varying vec3 vTint;
  varying vec4 vBox;
  varying vec2 vLayers, vShift;
  varying float vRadius;
  ${MARKER_PLACE}

  vec2 tagPx() {
    float wide = max(box.x, box.y + ${px(2 * TAG.namePadding)});
    vec2 low = min(vec2(-14.0), shift + vec2(${px(TAG.left)}, ${px(TAG.bottom)}) - ${px(TAG.margin)});
    vec2 high = max(vec2(14.0), shift + vec2(${px(TAG.left)} + wide, ${px(TILE_BOTTOM)} + box.x) + ${px(TAG.margin)});
    return mix(low, high, position.xy);
  }

  void main() {
    vTint = tint; vBox = box; vLayers = layers; vShift = shift;
    vec4 seen = modelViewMatrix * vec4(anchor, 1.0);
    bool isMarker = position.z < 0.5;
    vRadius = isMarker ? markerRadius(-seen.z, box.w) : 0.0;
    vPx = isMarker ? markerPx(vRadius) : tagPx();
    gl_Position = projectionMatrix * seen;
    gl_Position.xy += 2.0 * vPx / uViewport * gl_Position.w;
    // Data in front of a marker hides it, but nothing hides a tag.
    if (!isMarker) gl_Position.z = -0.999 * gl_Position.w;
  }
`;

const fragmentShader = /* glsl */ `
  precision highp sampler2DArray;
  uniform sampler2DArray uImages, uNames;
  uniform vec2 uImageSize, uFit;
  uniform vec3 uText, uBackground;
  uniform float uGrey, uPixel;
  varying vec2 vPx;
  varying vec3 vTint;
  varying vec4 vBox;
  varying vec2 vLayers, vShift;
  varying float vRadius;

  float rounded(vec2 p, vec2 low, vec2 size, float radius) {
    vec2 q = abs(p - low - 0.5 * size) - 0.5 * size + radius;
    return min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - radius;
  }
  float inside(float distance_) { return clamp(0.5 - distance_ / uPixel, 0.0, 1.0); }
  // As app/_ui/contrast.ts has it: the ink that stands out more. Three has a luminance() of its own, without the curve.
  float relativeLuminance(vec3 c) {
    vec3 linear_ = mix(pow((c + 0.055) / 1.055, vec3(2.4)), c / 12.92, step(c, vec3(0.04045)));
    return dot(linear_, vec3(0.2126, 0.7152, 0.0722));
  }
  void over(inout vec4 under, vec3 color, float alpha) {
    under = vec4(color * alpha, alpha) + under * (1.0 - alpha);
  }
  // Between nearest and linear: pixels stay visible, their edges are smooth at any size.
  vec2 crisp(vec2 uv) {
    vec2 t = uv * uImageSize + 0.5;
    vec2 whole = floor(t), part = t - whole;
    part = mix(part, part * part * part * (part * (part * 6.0 - 15.0) + 10.0), 0.6);
    return (whole + part - 0.5) / uImageSize;
  }
  ${MARKER_COLOR}

  vec4 tag() {
    bool own = vBox.w > 0.5 && vBox.w < 1.5;
    bool film = vBox.w > 1.5;
    vec2 base = vShift + vec2(${px(TAG.left)}, ${px(TAG.bottom)});
    vec4 color = vec4(0.0);

    float reach = length(vPx);
    float ring = abs(reach - (own ? 9.0 : 7.0)) - (own ? 1.25 : 0.9);
    over(color, uBackground, 0.55 * inside(ring - 1.0));
    over(color, vTint, inside(ring));

    // The whole image, along the lower edge of its square.
    vec2 tile = vBox.x * uFit;
    vec2 low = vShift + vec2(${px(TAG.left)}, ${px(TILE_BOTTOM)});
    if (vBox.x > 0.5) {
      float frame = own ? ${px(TAG.frame)} : 2.5;
      vec2 band = vec2(0.0, film ? 5.0 : 0.0);
      float outer = rounded(vPx, low - frame - band, tile + 2.0 * (frame + band), 6.0);
      over(color, vec3(0.0), 0.34 * exp(-max(outer, 0.0) * 0.35) * step(-1.0, outer));
      if (own) over(color, uText, inside(outer - 1.2));
      over(color, vTint, inside(outer));
      if (film) {
        vec2 hole = vec2(mod(vPx.x - low.x + 1.5, 9.0) - 4.5, abs(vPx.y - low.y - 0.5 * tile.y) - 0.5 * tile.y - frame - 1.2);
        over(color, uBackground, 0.8 * inside(rounded(hole, vec2(-2.0, -1.8), vec2(4.0, 3.6), 1.0)) * inside(outer + 2.0));
      }
      vec2 uv = (vPx - low) / tile;
      vec4 image = texture(uImages, vec3(crisp(vec2(uv.x, 1.0 - uv.y)), vLayers.x));
      over(color, mix(image.rgb, image.rrr, uGrey), inside(rounded(vPx, low, tile, 3.5)));
    }

    if (vBox.y > 0.5) {
      vec2 size = vec2(vBox.y + ${px(2 * TAG.namePadding)}, ${px(TAG.nameHeight)});
      float pill = rounded(vPx, base, size, 6.0);
      over(color, vec3(0.0), 0.28 * exp(-max(pill, 0.0) * 0.5) * step(-1.0, pill));
      over(color, vTint, inside(pill));
      vec2 letter = (vPx - base - vec2(${px(TAG.namePadding - 1)}, ${px((TAG.nameHeight - NAME_BOX.height) / 2)})) / vec2(${px(NAME_BOX.width)}, ${px(NAME_BOX.height)});
      float ink = texture(uNames, vec3(letter.x, 1.0 - letter.y, vLayers.y)).r;
      bool within = all(greaterThan(letter, vec2(0.0))) && all(lessThan(letter, vec2(1.0)));
      over(color, relativeLuminance(vTint) > ${MIDDLE_LUMINANCE} ? vec3(0.0) : vec3(1.0), within ? ink : 0.0);
    }
    return color * vBox.z;
  }

  void main() { gl_FragColor = vRadius > 0.0 ? marker(vPx, vRadius) : tag(); }
`;

/**
 * Draws the marker in the cloud and the tag over it (ring, name, framed image) of everyone, so that a class costs one
 * draw call and people overlap as wholes.
 */
export function createTagMaterial(images: DataArrayTexture, names: DataArrayTexture) {
  const uniforms = {
    uViewport: { value: new Vector2(1, 1) },
    uImages: { value: images },
    uNames: { value: names },
    uImageSize: { value: new Vector2(images.image.width, images.image.height) },
    /** Of the square of a tile, what the image takes. */
    uFit: {
      value: new Vector2(images.image.width, images.image.height).divideScalar(
        Math.max(images.image.width, images.image.height),
      ),
    },
    uText: { value: new Vector3() },
    uBackground: { value: new Vector3() },
    uGrey: { value: 1 },
    /** CSS pixels per device pixel: the width of a soft edge. */
    uPixel: { value: 1 },
  };
  return typed(
    new ShaderMaterial({
      vertexShader,
      fragmentShader,
      transparent: true,
      premultipliedAlpha: true,
      depthWrite: false,
      uniforms,
    }),
    uniforms,
  );
}
