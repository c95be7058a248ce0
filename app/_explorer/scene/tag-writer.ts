import type { PerspectiveCamera } from "three";
import { Vector3 } from "three";
import type { Crowd } from "./crowd.ts";
import type { Person } from "./person.ts";
import { TAG_STRIDE, TAGS_MAX, type TagBuffer } from "./tag-geometry.ts";
import { KIND, keepInside, tileSize } from "./tag-layout.ts";

const scratch = new Vector3();
const RANK = { [KIND.peer]: 0, [KIND.playback]: 1, [KIND.own]: 2 } as const;

export interface TagView {
  camera: PerspectiveCamera;
  width: number;
  height: number;
  /** Distance from the eye to what the camera looks at. */
  reference: number;
}

/** Keeps a list of who is drawn, far ones first, between frames: it is nearly sorted already. */
export function createTagWriter(buffer: TagBuffer) {
  const drawn: Person[] = [];
  return (crowd: Crowd, view: TagView): void => {
    gather(drawn, crowd);
    for (const person of drawn) place(person, view, crowd.others.size);
    sortFarFirst(drawn);
    const count = Math.min(drawn.length, TAGS_MAX);
    for (let i = 0; i < count; i++) write(buffer.values, i * TAG_STRIDE, drawn[i] as Person);
    buffer.flush(count);
  };
}

function gather(drawn: Person[], crowd: Crowd): void {
  const isThere = (person: Person) =>
    person.z !== null && (person === crowd.own || crowd.others.get(person.slot) === person);
  let kept = 0;
  let known = 0;
  for (const person of drawn) if (isThere(person)) drawn[kept++] = person;
  drawn.length = kept;
  for (const person of crowd.others.values()) if (person.z) known++;
  if (crowd.own.z) known++;
  if (known === kept) return;
  drawn.length = 0;
  for (const person of crowd.others.values()) if (person.z) drawn.push(person);
  if (crowd.own.z) drawn.push(crowd.own);
}

/** Works out where on screen the tag lies and how large it is. */
function place(person: Person, view: TagView, people: number): void {
  const { camera, width, height, reference } = view;
  scratch.copy(person.at).applyMatrix4(camera.matrixWorldInverse);
  person.depth = -scratch.z;
  scratch.applyMatrix4(camera.projectionMatrix);
  person.x = (scratch.x * 0.5 + 0.5) * width;
  person.y = (scratch.y * 0.5 + 0.5) * height;
  const { kind, depth } = person;
  person.tile = person.source
    ? tileSize({ kind, depth, reference, people, viewportWidth: width })
    : 0;
  keepInside(person, width, height);
}

/** Insertion sort: linear when the order hardly changes. */
function sortFarFirst(list: Person[]): void {
  for (let i = 1; i < list.length; i++) {
    const person = list[i] as Person;
    let at = i - 1;
    while (at >= 0 && inFront(list[at] as Person, person)) {
      list[at + 1] = list[at] as Person;
      at--;
    }
    list[at + 1] = person;
  }
}

/** Drawn later: the own tag over the playback head over everyone, among them the nearer one. */
function inFront(a: Person, b: Person): boolean {
  return a.kind === b.kind ? a.depth < b.depth : RANK[a.kind] > RANK[b.kind];
}

function write(values: Float32Array, at: number, person: Person): void {
  values[at] = person.at.x;
  values[at + 1] = person.at.y;
  values[at + 2] = person.at.z;
  values[at + 3] = person.color.x;
  values[at + 4] = person.color.y;
  values[at + 5] = person.color.z;
  values[at + 6] = person.tile;
  values[at + 7] = person.nameWidth;
  values[at + 8] = person.opacity;
  values[at + 9] = person.kind;
  values[at + 10] = person.imageLayer;
  values[at + 11] = person.nameLayer;
  values[at + 12] = person.shiftX;
  values[at + 13] = person.shiftY;
}
