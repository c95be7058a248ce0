import { useFrame, useThree } from "@react-three/fiber";
import { useEffect, useMemo, useRef } from "react";
import { type Camera, Matrix4, Vector3 } from "three";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { fixed } from "../../../_i18n/number.ts";
import type { ShownMap } from "../../map/map-state.ts";
import { FRAME } from "../frame-order.ts";
import css from "./map-rulers.module.css";
import { planeUnder, pointOn, type ScenePlane, scenePlane } from "./plane-geometry.ts";
import { digitsOf, ticksAlong } from "./ticks.ts";

interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Mark {
  text: string;
  x: number;
  y: number;
  kind: "across" | "up" | "place";
}

/**
 * Marks in σ along the lower and the left edge of what is seen of the map, and the places that it goes through, as elements
 * over the canvas: sharp at any zoom, and written without React.
 */
export function MapRulers({ card, map }: { card: ModelCard; map: ShownMap }) {
  const canvas = useThree((state) => state.gl.domElement) as HTMLCanvasElement;
  const plane = useMemo(() => scenePlane(map.lies), [map]);
  const frame = useRef<HTMLElement | null>(null);
  const before = useRef(new Matrix4());
  useEffect(() => {
    const element = document.createElement("div");
    element.className = css.rulers ?? "";
    element.ariaHidden = "true";
    element.dataset.testid = "map-rulers";
    canvas.parentElement?.append(element);
    frame.current = element;
    before.current.identity();
    return () => element.remove();
  }, [canvas]);
  useFrame(({ camera }) => {
    const element = frame.current;
    seen.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
    if (!element || before.current.equals(seen)) return;
    before.current.copy(seen);
    const picture = canvas.getBoundingClientRect();
    const names = card.latentDim === 2 ? (["z1 = ", "z2 = "] as const) : (["", ""] as const);
    const view = { plane, camera, area: freeArea(picture), picture, reach: map.plane.reach };
    write(element, [...edgeMarks(view, names), ...placeMarks(plane, camera, picture, map)]);
  }, FRAME.overlay);
  return null;
}

const seen = new Matrix4();
const point = new Vector3();

/** Between the panels, as far as layouts say where that is. */
function freeArea(picture: DOMRect): Area {
  const free = document.querySelector("[data-free]")?.getBoundingClientRect();
  const inset = { left: 4, top: 4, right: picture.width - 4, bottom: picture.height - 4 };
  if (!free) return inset;
  return {
    left: Math.max(inset.left, free.left - picture.left),
    right: Math.min(inset.right, free.right - picture.left),
    top: Math.max(inset.top, free.top - picture.top),
    bottom: Math.min(inset.bottom, free.bottom - picture.top),
  };
}

interface View {
  plane: ScenePlane;
  camera: Camera;
  area: Area;
  picture: DOMRect;
  /** Of the map, σ. */
  reach: number;
}

/** The left ruler begins above the lower one, CSS pixels. */
const CORNER_PX = 30;

function edgeMarks(
  { plane, camera, area: { left, right, top, bottom }, picture, reach }: View,
  names: readonly [string, string],
): Mark[] {
  const coordinate = (x: number, y: number, axis: 0 | 1) => {
    const at = [(2 * x) / picture.width - 1, 1 - (2 * y) / picture.height] as const;
    return planeUnder(plane, camera, ...at)?.[axis] ?? null;
  };
  const ruler = (axis: 0 | 1, at: (share: number) => readonly [number, number], length: number) => {
    const valueAt = (share: number) => coordinate(...at(share), axis);
    const { ticks, step } = ticksAlong(valueAt, length, reach);
    return ticks.map(({ value, at: share }, i): Mark => {
      const [x, y] = at(share);
      // Never a negative zero; the first of each ruler says of what it is.
      const number = fixed(value || 0, digitsOf(step)).replace("-", "−");
      const text = `${i === 0 ? names[axis] : ""}${number} σ`;
      return { text, x, y, kind: axis === 0 ? "across" : "up" };
    });
  };
  const lowest = bottom - CORNER_PX;
  return [
    ...ruler(0, (share) => [left + share * (right - left), bottom], right - left),
    ...ruler(1, (share) => [left, lowest + share * (top - lowest)], lowest - top),
  ];
}

function placeMarks(
  plane: ScenePlane,
  camera: Camera,
  { width, height }: DOMRect,
  { through }: ShownMap,
): Mark[] {
  return through.flatMap(({ name, at }): Mark[] => {
    pointOn(plane, at[0], at[1], point).project(camera);
    if (Math.abs(point.z) > 1) return [];
    const x = (point.x * 0.5 + 0.5) * width;
    return [{ text: name, x, y: (0.5 - point.y * 0.5) * height, kind: "place" }];
  });
}

/** Elements are kept and moved: a ruler follows the camera at every frame. */
function write(element: HTMLElement, marks: readonly Mark[]): void {
  while (element.childElementCount > marks.length) element.lastElementChild?.remove();
  while (element.childElementCount < marks.length) element.append(document.createElement("span"));
  for (const [i, { text, x, y, kind }] of marks.entries()) {
    const mark = element.children[i] as HTMLElement;
    if (mark.textContent !== text) mark.textContent = text;
    mark.dataset.kind = kind;
    mark.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }
}
