import { useFrame } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { BufferAttribute, BufferGeometry, type LineSegments, ShaderMaterial, Vector3 } from "three";

import { FRAME } from "./order.ts";
import type { Person } from "./person.ts";
import { typed } from "./typed-material.ts";

/** Half length of the arms, σ. */
const ARM = 0.55;

/** Three short lines through the own cursor: they show its depth among the points, and the axes the keys move along. */
export function OwnCross({ person }: { person: Person }) {
  const lines = useRef<LineSegments>(null);
  const geometry = useMemo(createGeometry, []);
  const material = useMemo(createMaterial, []);
  useEffect(() => () => geometry.dispose(), [geometry]);
  useEffect(() => () => material.dispose(), [material]);
  useFrame(() => {
    if (!lines.current) return;
    lines.current.visible = person.z !== null;
    lines.current.position.copy(person.at);
    material.uniforms.uColor.value.copy(person.color);
  }, FRAME.overlay);
  return <lineSegments ref={lines} geometry={geometry} material={material} frustumCulled={false} />;
}

function createGeometry(): BufferGeometry {
  const positions = new Float32Array(3 * 4 * 3);
  for (let axis = 0; axis < 3; axis++) {
    positions[12 * axis + axis] = -ARM;
    positions[12 * axis + 9 + axis] = ARM;
  }
  return new BufferGeometry().setAttribute("position", new BufferAttribute(positions, 3));
}

function createMaterial() {
  const uniforms = { uColor: { value: new Vector3(1, 1, 1) } };
  return typed(
    new ShaderMaterial({
      transparent: true,
      depthWrite: false,
      uniforms,
      vertexShader: /* glsl */ `
      varying float vEnd;
      void main() {
        vEnd = length(position) / ${ARM.toFixed(2)};
        gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
      }
    `,
      fragmentShader: /* glsl */ `
      uniform vec3 uColor;
      varying float vEnd;
      void main() { gl_FragColor = vec4(uColor, 0.95 * (1.0 - vEnd)); }
    `,
    }),
    uniforms,
  );
}
