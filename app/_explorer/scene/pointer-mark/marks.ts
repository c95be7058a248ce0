import { Vector3 } from "three";
import type { Vec3 } from "../../../../server/protocol/entities.ts";
import { live } from "../../live.ts";
import { glide } from "../tags/glide.ts";

/** Few point at a time; more are not shown. */
export const MARKS_MAX = 8;
const GLIDE_SECONDS = 0.09;
const OWN = 0;

interface Mark {
  at: Vector3;
  velocity: Vector3;
  target: Vector3;
  place: Vec3 | null;
}

export type Marks = Map<number, Mark>;

/** Advances the marks of all who point, this page's too. @returns whether one is still under way */
export function advanceMarks(marks: Marks, dt: number): boolean {
  for (const mark of marks.values()) mark.place = null;
  if (live.pointer) aim(marks, OWN, live.pointer);
  for (const [slot, { view }] of live.views) if (view.pointer) aim(marks, slot, view.pointer);
  let moving = false;
  for (const [slot, { at, velocity, target, place }] of marks) {
    if (!place) marks.delete(slot);
    else if (glide(at, velocity, target, { dt, seconds: GLIDE_SECONDS })) moving = true;
  }
  return moving;
}

function aim(marks: Marks, slot: number, place: Vec3): void {
  const known = marks.get(slot);
  if (!known && marks.size >= MARKS_MAX) return;
  const mark = known ?? {
    at: new Vector3(...place),
    velocity: new Vector3(),
    target: new Vector3(),
    place,
  };
  mark.place = place;
  mark.target.set(...place);
  marks.set(slot, mark);
}
