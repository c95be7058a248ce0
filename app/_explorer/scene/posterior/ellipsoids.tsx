import { useThree } from "@react-three/fiber";
import { useEffect, useMemo } from "react";
import { hasEllipsoids } from "../../../../server/protocol/card-shape.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { className } from "../../colouring/data-words.ts";
import { colorOfClass } from "../../colouring/palette.ts";
import { useLogVariances } from "../../posterior/log-variances.ts";
import { usePosteriorView } from "../../posterior/posterior-view.ts";
import { type Cloud, useExplorer } from "../../store.ts";
import { type SceneTheme, srgb } from "../theme.ts";
import { SceneWords } from "../words/scene-words.tsx";
import { createEllipsoidGeometry, isFlat, thinned } from "./ellipsoid-geometry.ts";
import { createEllipsoidMaterial } from "./ellipsoid-material.ts";

interface Props {
  card: ModelCard;
  cloud: Cloud;
  theme: SceneTheme;
}

/** Posteriors as ellipsoids of one σ, and of two if wished: that of the datum pointed at, and of a whole class. */
export function Posteriors(props: Props) {
  const { card, cloud } = props;
  const { ofHovered, ofClass, outer } = usePosteriorView();
  const wanted = hasEllipsoids(card) && (ofHovered || ofClass !== null);
  const { logVar } = useLogVariances(card, wanted);
  const ofItsClass = useMemo(
    () => (ofClass === null ? [] : thinned(rowsOf(cloud.labels, ofClass))),
    [cloud, ofClass],
  );
  // A new model's cloud comes later than its card.
  if (!wanted || logVar?.length !== cloud.embedding.length) return null;
  const drawn = { ...props, logVar, outer };
  return (
    <>
      {ofItsClass.length > 0 && (
        <>
          <Ellipsoids {...drawn} rows={ofItsClass} alone={false} />
          <ClassWord {...drawn} rows={ofItsClass} />
        </>
      )}
      {ofHovered && <Hovered {...drawn} />}
    </>
  );
}

interface DrawnProps extends Props {
  logVar: Float32Array;
  outer: boolean;
}

/** Says in the middle of a class what is drawn of it: a projector shows no panel. */
function ClassWord({ card, cloud, theme, outer, rows }: DrawnProps & { rows: readonly number[] }) {
  const words = useMemo(() => {
    const label = cloud.labels[rows[0] ?? 0] ?? 0;
    const name = className(card.dataset, label);
    return [{ text: `${name} · ${outer ? "1σ, 2σ" : "1σ"}`, at: middleOf(cloud.points, rows) }];
  }, [card, cloud, outer, rows]);
  return <SceneWords words={words} color={theme.text} />;
}

function middleOf(points: Float32Array, rows: readonly number[]): [number, number, number] {
  const mean: [number, number, number] = [0, 0, 0];
  for (const row of rows)
    for (const axis of [0, 1, 2] as const)
      mean[axis] += (points[3 * row + axis] ?? 0) / rows.length;
  return mean;
}

function Hovered(props: DrawnProps) {
  const row = useExplorer((state) => state.hovered);
  const rows = useMemo(() => (row === null ? [] : [row]), [row]);
  return rows.length > 0 && <Ellipsoids {...props} rows={rows} alone />;
}

function Ellipsoids({
  card,
  cloud,
  theme,
  logVar,
  outer,
  rows,
  alone,
}: DrawnProps & { rows: readonly number[]; alone: boolean }) {
  const invalidate = useThree((state) => state.invalidate);
  const flat = isFlat(card);
  const material = useMemo(() => createEllipsoidMaterial(flat, alone), [flat, alone]);
  const geometry = useMemo(() => {
    // One alone stands out from the points of its own class.
    const tint = alone
      ? theme.text
      : srgb(colorOfClass(card.dataset, cloud.labels[rows[0] ?? 0] ?? 0, theme.scheme));
    return createEllipsoidGeometry(card, cloud, logVar, { rows, outer, tint });
  }, [card, cloud, logVar, rows, outer, alone, theme]);
  useEffect(() => () => material.dispose(), [material]);
  useEffect(() => {
    invalidate();
    return () => {
      geometry.dispose();
      invalidate();
    };
  }, [geometry, invalidate]);
  return (
    <mesh
      geometry={geometry}
      material={material}
      frustumCulled={false}
      renderOrder={alone ? 4 : 1}
    />
  );
}

function rowsOf(labels: Uint8Array, label: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < labels.length; row++) if (labels[row] === label) rows.push(row);
  return rows;
}
