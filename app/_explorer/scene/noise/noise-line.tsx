import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { BufferAttribute, BufferGeometry, Color } from "three";
import { LineMaterial } from "three/examples/jsm/lines/LineMaterial.js";
import { LineSegments2 } from "three/examples/jsm/lines/LineSegments2.js";
import { LineSegmentsGeometry } from "three/examples/jsm/lines/LineSegmentsGeometry.js";
import { noisy } from "../../../../server/latent/noise.ts";
import { project } from "../../../../server/latent/projection.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import { className } from "../../colouring/data-words.ts";
import { colorOfClass } from "../../colouring/palette.ts";
import { type NoiseCourse, useNoise } from "../../noise/noise-state.ts";
import { createStopMaterial } from "../path/stop-material.ts";
import type { SceneTheme } from "../theme.ts";
import { SceneWords } from "../words/scene-words.tsx";

const WIDTH_PX = 5;
/** A class that holds for less, σ, gets its colour and a dot, and no word among the others. */
const TOLD_FROM = 0.05;

/** The way of a code under noise: in the colour of its nearest data's class, with a dot and a word where that flips. */
export function NoiseLine({ card, theme }: { card: ModelCard; theme: SceneTheme }) {
  const course = useNoise((state) => state.course);
  if (course?.base.length !== card.latentDim || course.stretches.length === 0) return null;
  return <Drawn card={card} theme={theme} course={course} />;
}

/** Ends of each stretch in the scatter, and where the class flips. */
export function noisePoints({ projection }: ModelCard, course: NoiseCourse) {
  const at = (s: number) => project(projection, noisy(course.base, course.epsilon, s));
  return {
    segments: course.stretches.map(({ from, to, label }) => ({ ends: [at(from), at(to)], label })),
    flips: course.stretches.slice(1).map(({ from, to, label }) => {
      return { at: at(from), s: from, label, told: to - from >= TOLD_FROM };
    }),
  };
}

function Drawn(props: { card: ModelCard; theme: SceneTheme; course: NoiseCourse }) {
  const { card, theme, course } = props;
  const invalidate = useThree((state) => state.invalidate);
  const parts = useMemo(() => createParts(card, theme, course), [card, theme, course]);
  useEffect(() => {
    invalidate();
    return () => {
      for (const part of parts.all) part.dispose();
      invalidate();
    };
  }, [parts, invalidate]);
  return (
    <>
      <primitive object={parts.line} />
      <points
        geometry={parts.dots}
        material={parts.dotMaterial}
        frustumCulled={false}
        renderOrder={3}
      />
      <SceneWords words={parts.words} color={theme.text} />
    </>
  );
}

function createParts(card: ModelCard, theme: SceneTheme, course: NoiseCourse) {
  const { segments, flips } = noisePoints(card, course);
  const lineGeometry = new LineSegmentsGeometry();
  lineGeometry.setPositions(segments.flatMap(({ ends }) => ends.flat()));
  lineGeometry.setColors(
    segments.flatMap(({ label }) => {
      const { r, g, b } = new Color(colorOfClass(card.dataset, label, theme.scheme));
      return [r, g, b, r, g, b];
    }),
  );
  const settings = { linewidth: WIDTH_PX, vertexColors: true, transparent: true };
  const lineMaterial = new LineMaterial({ ...settings, depthTest: false, depthWrite: false });
  const line = new LineSegments2(lineGeometry, lineMaterial);
  line.frustumCulled = false;
  line.renderOrder = 2;
  const places = new BufferAttribute(Float32Array.from(flips.flatMap(({ at }) => at)), 3);
  const dots = new BufferGeometry().setAttribute("position", places);
  const dotMaterial = createStopMaterial();
  dotMaterial.depthTest = false;
  dotMaterial.uniforms.uColor.value.copy(theme.text);
  dotMaterial.uniforms.uRing.value.copy(theme.background);
  const words = flips
    .filter(({ told }) => told)
    .map(({ at, s, label }) => ({
      text: `${className(card.dataset, label)} · ${fixed(s, 2)}σ`,
      at,
    }));
  return { line, dots, dotMaterial, words, all: [lineGeometry, lineMaterial, dots, dotMaterial] };
}
