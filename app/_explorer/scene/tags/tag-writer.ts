import type { PerspectiveCamera } from "three";
import { Vector3 } from "three";
import type { Covered } from "./covered.ts";
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
  covered: Covered;
}

/** Keeps a list of who is drawn, far ones first, between frames: it is nearly sorted already. */
export function createTagWriter(buffer: TagBuffer) {
  const drawn: Person[] = [];
  return (crowd: Crowd, view: TagView): void => {
    gather(drawn, crowd);
    for (const person of drawn) place(person, view, crowd.others.size);
    sortFarFirst(drawn);
    const count = Math.min(drawn.length, TAGS_MAX);
    let changed = count !== buffer.geometry.instanceCount;
    for (let i = 0; i < count; i++) {
      describe(drawn[i] as Person);
      changed = put(buffer.values, i * TAG_STRIDE) || changed;
    }
    // People who stand still in a cloud that turns around them cost no upload.
    if (changed) buffer.flush(count);
  };
}

const isDrawn = ({ z, away }: Person): boolean => z !== null && !away;

function gather(drawn: Person[], crowd: Crowd): void {
  const isThere = (person: Person) =>
    isDrawn(person) && (person === crowd.own || crowd.others.get(person.slot) === person);
  let kept = 0;
  let known = 0;
  for (const person of drawn) if (isThere(person)) drawn[kept++] = person;
  drawn.length = kept;
  for (const person of crowd.others.values()) if (isDrawn(person)) known++;
  if (isDrawn(crowd.own)) known++;
  if (known === kept) return;
  drawn.length = 0;
  for (const person of crowd.others.values()) if (isDrawn(person)) drawn.push(person);
  if (isDrawn(crowd.own)) drawn.push(crowd.own);
}

/** Works out where on screen the tag lies and how large it is. */
function place(person: Person, view: TagView, people: number): void {
  const { camera, width, height, reference, covered } = view;
  scratch.copy(person.at).applyMatrix4(camera.matrixWorldInverse);
  person.depth = -scratch.z;
  scratch.applyMatrix4(camera.projectionMatrix);
  person.x = (scratch.x * 0.5 + 0.5) * width;
  person.y = (scratch.y * 0.5 + 0.5) * height;
  const { kind, depth } = person;
  person.tile = person.source
    ? tileSize({ kind, depth, reference, people, viewportWidth: width })
    : 0;
  keepInside(person, Math.min(width, covered.right), height - covered.top, covered.corner);
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

const tag = new Float32Array(TAG_STRIDE);

function describe(person: Person): void {
  tag[0] = person.at.x;
  tag[1] = person.at.y;
  tag[2] = person.at.z;
  tag[3] = person.color.x;
  tag[4] = person.color.y;
  tag[5] = person.color.z;
  tag[6] = person.tile;
  tag[7] = person.nameWidth;
  tag[8] = person.opacity;
  tag[9] = person.kind;
  tag[10] = person.imageLayer;
  tag[11] = person.nameLayer;
  tag[12] = person.shiftX;
  tag[13] = person.shiftY;
}

/** Copies `tag`; true when it was another one. */
function put(values: Float32Array, at: number): boolean {
  let changed = false;
  for (let i = 0; i < TAG_STRIDE; i++) {
    if (values[at + i] === tag[i]) continue;
    values[at + i] = tag[i] as number;
    changed = true;
  }
  return changed;
}
