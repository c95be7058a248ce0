import type { Vector3 } from "three";
import { type LatentProjection, project } from "../../../../server/latent/projection.ts";
import { PLAYBACK_SLOT } from "../../../../server/protocol/entities.ts";
import type { LessonState } from "../../../../server/protocol/lesson.ts";
import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { text } from "../../../_i18n/text.ts";
import { tintOn } from "../../../_ui/contrast.ts";
import type { LiveCursor } from "../../live.ts";
import type { ExplorerState } from "../../store.ts";
import { type SceneTheme, srgb } from "../theme.ts";
import { glide } from "./glide.ts";
import { createImageLayers, type ImageLayers } from "./image-layers.ts";
import { createNameLayers, type NameLayers } from "./name-layers.ts";
import { createPerson, type Person } from "./person.ts";
import { KIND, type Kind } from "./tag-layout.ts";

/** About three packets: long enough to be smooth, short enough to point at things. */
const GLIDE_SECONDS = 0.11;

/** Where everyone is, and with which image: `live`, or what of it another half shows. */
export interface Cursors {
  /** The own place. */
  z: Float32Array;
  own: LiveCursor;
  /** Others and the playback head, by slot. */
  cursors: ReadonlyMap<number, LiveCursor>;
  /** At whose place the own cursor stands, drawn as theirs; null: as its own. */
  standsWith: number | null;
  /** The own cursor glides as the others do, instead of standing exactly where it is. */
  ownGlides?: boolean;
}

export interface Crowd {
  own: Person;
  /** Others and the playback head, by slot. */
  others: Map<number, Person>;
  /** As `Cursors` had it when the crowd was last advanced. */
  standsWith: number | null;
  /** Of those who take turns (`takeTurns`), the next. */
  turn: number;
  images: ImageLayers;
  names: NameLayers;
}

export function createCrowd(card: ModelCard): Crowd {
  const [height, width, channels] = card.imageShape;
  const images = createImageLayers(width, height, channels);
  const names = createNameLayers();
  const own = createPerson(-1, KIND.own, { images, names });
  return { own, others: new Map(), standsWith: null, turn: 0, images, names };
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
  const { standsWith, others } = crowd;
  const leader = standsWith === null ? undefined : others.get(standsWith);
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
 * Advances everyone by `dt` seconds towards where they are; the own cursor stands exactly where it is, unless it glides.
 * @returns whether someone is still under way, so that another frame is due
 */
export function advanceCrowd(
  crowd: Crowd,
  projection: LatentProjection,
  { z, own, cursors, standsWith, ownGlides = false }: Cursors,
  { dt, still = false }: { dt: number; still?: boolean },
): boolean {
  let moving = advance(crowd.own, z, projection, { dt, still: still || !ownGlides });
  const mayLook = takeTurns(crowd, projection);
  show(crowd, crowd.own, own);
  crowd.standsWith = standsWith;
  crowd.own.away = ownTag(crowd) !== crowd.own;
  for (const person of crowd.others.values()) {
    const cursor = cursors.get(person.slot);
    if (!cursor) {
      // Nothing heard since (re)joining: appear where the next packet says, without gliding in.
      person.z = null;
      continue;
    }
    const to = mayLook() ? cursor.z : (person.z ?? cursor.z);
    if (advance(person, to, projection, { dt, still }) || to !== cursor.z) moving = true;
    show(crowd, person, cursor);
  }
  return moving;
}

/** Where a place has to be looked up among the data, so many people are in a frame; the others go on to where they were going. */
const LOOKUPS_PER_FRAME = 4;

/** Asked once for each of the others, in order: whether it is their turn to be looked up. */
function takeTurns(crowd: Crowd, { kind }: LatentProjection): () => boolean {
  const count = crowd.others.size;
  if (kind !== "umap" || count <= LOOKUPS_PER_FRAME) return () => true;
  const first = crowd.turn % count;
  crowd.turn = (first + LOOKUPS_PER_FRAME) % count;
  let at = 0;
  return () => (at++ - first + count) % count < LOOKUPS_PER_FRAME;
}

/** Takes someone nearer to `z`, or there at once. @returns whether they are still under way */
function advance(
  person: Person,
  z: Float32Array,
  projection: LatentProjection,
  { dt, still }: { dt: number; still: boolean },
): boolean {
  const first = person.z === null;
  aim(person, z, projection);
  const { at, velocity, target } = person;
  if (first || still) at.copy(target);
  return glide(at, velocity, target, { dt, seconds: GLIDE_SECONDS });
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
