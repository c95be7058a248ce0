import type { Vector3 } from "three";
import { type LatentProjection, project } from "../../../../server/latent/projection.ts";
import { PLAYBACK_SLOT } from "../../../../server/protocol/entities.ts";
import type { LessonState } from "../../../../server/protocol/lesson.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { tintOn } from "../../../_ui/contrast.ts";
import { type LiveCursor, live } from "../../live.ts";
import type { ExplorerState } from "../../store.ts";
import { type SceneTheme, srgb } from "../theme.ts";
import { glide } from "./glide.ts";
import { createImageLayers, type ImageLayers } from "./image-layers.ts";
import { createNameLayers, type NameLayers } from "./name-layers.ts";
import { createPerson, type Person } from "./person.ts";
import { KIND, type Kind } from "./tag-layout.ts";

/** About three packets: long enough to be smooth, short enough to point at things. */
const GLIDE_SECONDS = 0.11;

export interface Crowd {
  own: Person;
  /** Others and the playback head, by slot. */
  others: Map<number, Person>;
  images: ImageLayers;
  names: NameLayers;
}

export function createCrowd(card: ModelCard): Crowd {
  const [height, width, channels] = card.imageShape;
  const images = createImageLayers(width, height, channels);
  const names = createNameLayers();
  return { own: createPerson(-1, KIND.own, { images, names }), others: new Map(), images, names };
}

/** Takes over who is there, their names and colours. Called when the store changes, never per frame. */
export function syncCrowd(crowd: Crowd, state: ExplorerState, theme: SceneTheme): void {
  const { me, peers, playback, paths, lesson, companions } = state;
  const ground = theme.background;
  if (me) {
    tint(me.color, ground, crowd.own.color);
    rename(crowd, crowd.own, text("people.own", { name: me.name }));
  }
  for (const [slot, person] of crowd.others)
    if (slot === PLAYBACK_SLOT ? !playback : !peers.has(slot)) remove(crowd, person);
  for (const [slot, peer] of peers) {
    const person = ensure(crowd, slot, KIND.peer);
    tint(peer.color, ground, person.color);
    person.opacity = peer.online ? 1 : 0.38;
    person.away = companions.get(slot)?.place === true || isHidden(slot, lesson);
    rename(crowd, person, labelOf(slot, peer.name, state));
  }
  if (!playback) return;
  const head = ensure(crowd, PLAYBACK_SLOT, KIND.playback);
  head.color.copy(theme.accent);
  const path = paths.find(({ id }) => id === playback.pathId);
  rename(crowd, head, `▶ ${path?.name ?? playback.startedBy}`);
}

/** While others are hidden, the presenter is not. */
function isHidden(slot: number, { hidden, paused, presenter }: LessonState): boolean {
  return (hidden.cursors || paused) && presenter?.slot !== slot;
}

/** A raised hand before the name, and after it how many stand at the same place because they follow. */
function labelOf(slot: number, name: string, { lesson, companions }: ExplorerState): string {
  let along = 0;
  for (const { leader, place } of companions.values()) if (place && leader === slot) along++;
  const hand = lesson.hands.includes(slot) ? "✋ " : "";
  return `${hand}${name}${along > 0 ? ` +${along}` : ""}`;
}

/** Whose tag is drawn where the own cursor is: the own, or that of whom this page stands with. */
export function ownTag(crowd: Crowd): Person {
  const leader = live.standsWith === null ? undefined : crowd.others.get(live.standsWith);
  return leader?.z ? leader : crowd.own;
}

/** A person's colour, darker or lighter where it would not stand out from the ground. */
function tint(color: string, ground: Vector3, into: Vector3): void {
  srgb(color, into);
  into.set(...tintOn([ground.x, ground.y, ground.z], [into.x, into.y, into.z]));
}

function rename(crowd: Crowd, person: Person, name: string): void {
  if (person.name === name) return;
  person.name = name;
  person.nameWidth = crowd.names.write(person.nameLayer, name);
}

function ensure(crowd: Crowd, slot: number, kind: Kind): Person {
  const known = crowd.others.get(slot);
  if (known) return known;
  const made = createPerson(slot, kind, crowd);
  crowd.others.set(slot, made);
  return made;
}

function remove(crowd: Crowd, person: Person): void {
  crowd.images.release(person.imageLayer);
  crowd.names.layers.release(person.nameLayer);
  crowd.others.delete(person.slot);
}

/**
 * Advances everyone by `dt` seconds towards what `live` holds; the own cursor stands exactly where it is.
 * @returns whether someone is still under way, so that another frame is due
 */
export function advanceCrowd(
  crowd: Crowd,
  projection: LatentProjection,
  dt: number,
  still = false,
): boolean {
  aim(crowd.own, live.z, projection);
  crowd.own.at.copy(crowd.own.target);
  show(crowd, crowd.own, live.own);
  crowd.own.away = ownTag(crowd) !== crowd.own;
  let moving = false;
  for (const person of crowd.others.values()) {
    const cursor = live.cursors.get(person.slot);
    if (!cursor) {
      // Nothing heard since (re)joining: appear where the next packet says, without gliding in.
      person.z = null;
      continue;
    }
    const first = person.z === null;
    aim(person, cursor.z, projection);
    if (first || still) person.at.copy(person.target);
    show(crowd, person, cursor);
    const { at, velocity, target } = person;
    if (glide(at, velocity, target, { dt, seconds: GLIDE_SECONDS })) moving = true;
  }
  return moving;
}

/** Projects only when the latent is another one than last time. */
function aim(person: Person, z: Float32Array, projection: LatentProjection): void {
  if (person.z === z) return;
  person.z = z;
  const [x, y, depth] = project(projection, z);
  person.target.set(x, y, depth);
}

/** Uploads only what is new: the version tells, and the cursor itself, since a rejoin starts versions over. */
function show(crowd: Crowd, person: Person, cursor: LiveCursor): void {
  const { pixels, version } = cursor;
  if (!pixels || (person.source === cursor && person.version === version)) return;
  person.source = cursor;
  person.version = version;
  crowd.images.put(person.imageLayer, pixels);
}

export function disposeCrowd(crowd: Crowd): void {
  crowd.images.dispose();
  crowd.names.layers.dispose();
}
