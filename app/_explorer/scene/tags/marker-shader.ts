/** Pixels around the marker's own edge, for its softness. */
const MARGIN = 2;

/** Where a corner from (0, 0) to (1, 1) of a marker's quad lies, CSS pixels from the projected cursor, and its radius. */
export const MARKER_PLACE = /* glsl */ `
  float markerRadius(float depth, float kind) {
    float focal = 0.5 * uViewport.y * projectionMatrix[1][1];
    return clamp(0.07 * focal / depth, 5.0, 13.0) * (kind > 0.5 ? 1.15 : 1.0);
  }
  vec2 markerPx(float radius) { return (position.xy * 2.0 - 1.0) * (radius + ${MARGIN.toFixed(1)}); }
`;

/** A lit ball with a rim; the playback head is a diamond. Premultiplied. */
export const MARKER_COLOR = /* glsl */ `
  vec4 marker(vec2 px, float radius) {
    vec2 at = px / radius;
    float r = vBox.w > 1.5 ? abs(at.x) + abs(at.y) : length(at);
    vec3 normal = vec3(at, sqrt(max(0.0, 1.0 - r * r)));
    float light = 0.7 + 0.42 * max(0.0, dot(normal, vec3(-0.35, 0.52, 0.78)));
    float rim = 1.0 - inside((r - 0.72) * radius);
    float alpha = inside((r - 1.0) * radius) * mix(0.45, 1.0, vBox.z);
    return vec4(mix(vTint * light, uText, rim) * alpha, alpha);
  }
`;
