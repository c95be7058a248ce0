import type { Vec3, View } from "./entities.ts";
import { ID } from "./limits.ts";

/**
 * What a person sees beside their place: as it follows them to others, and as a stop of a tour and a link keep it.
 * Names of colourings and panels are the page's; whoever does not know one leaves their own as it is.
 */
export interface ViewState {
  camera: View;
  /** By what points are coloured: "class". */
  colouring: string;
  /** Rising, without repeats. */
  hiddenClasses: number[];
  /** Images instead of points. */
  images: boolean;
  /** The open panel. */
  tab: string | null;
  selectedPath: string | null;
  /** Where they point to in the cloud, for all to see. */
  pointer: Vec3 | null;
  /** What else lies in the scene, in the page's words, joined by dots; absent: nothing. */
  layers?: string | undefined;
}

/** Labels are bytes. */
export const CLASSES_MAX = 256;
export const WORD = /^[a-z][a-z0-9-]{0,23}$/;
const LAYERS_MAX_CHARS = 64;
export const LAYERS = /^[a-z][a-z0-9.-]{0,63}$/;
const COORDINATE_MAX = 1000;

/*
 * As bytes, little-endian:
 *
 *   u8 flags (1 images, 2 pointer, 4 layers) · u8 bytes of classes · u8 of colouring · u8 of tab · u8 of path
 *   f32[6] camera, position and target · f32[3] pointer, if any
 *   classes as bits, as many bytes as the last hidden one needs · colouring · tab · path, in ASCII ·
 *   with flag 4 what is left are the layers
 */
const HEAD_BYTES = 5;
const IMAGES = 1;
const POINTER = 2;
const HAS_LAYERS = 4;
const CAMERA_FLOATS = 6;
/** Of the largest: every class hidden, the longest words. */
export const VIEW_STATE_MAX_BYTES =
  HEAD_BYTES + 4 * 9 + CLASSES_MAX / 8 + 24 + 24 + 32 + LAYERS_MAX_CHARS;

export function encodeViewState(state: ViewState): Uint8Array {
  const { camera, pointer, hiddenClasses, layers = "" } = state;
  const floats = [...camera.position, ...camera.target, ...(pointer ?? [])];
  const classes = classBits(hiddenClasses);
  const words = [state.colouring, state.tab ?? "", state.selectedPath ?? ""];
  const text = words.join("") + layers;
  const bytes = new Uint8Array(HEAD_BYTES + 4 * floats.length + classes.length + text.length);
  const view = new DataView(bytes.buffer);
  const flags = (state.images ? IMAGES : 0) | (pointer ? POINTER : 0) | (layers ? HAS_LAYERS : 0);
  bytes.set([flags, classes.length]);
  bytes.set(
    words.map((word) => word.length),
    2,
  );
  let at = HEAD_BYTES;
  for (const value of floats) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  bytes.set(classes, at);
  at += classes.length;
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return bytes;
}

/** @returns null for anything but what `encodeViewState` writes of a state within its bounds */
export function decodeViewState(bytes: Uint8Array): ViewState | null {
  const [flags = 0, classBytes = 0, ...lengths] = bytes.subarray(0, HEAD_BYTES);
  if (lengths.length !== 3 || flags > (IMAGES | POINTER | HAS_LAYERS)) return null;
  const floats = CAMERA_FLOATS + (flags & POINTER ? 3 : 0);
  const textAt = HEAD_BYTES + 4 * floats + classBytes;
  const layersAt = lengths.reduce((sum, length) => sum + length, textAt);
  if (classBytes > CLASSES_MAX / 8 || bytes.length < layersAt) return null;
  if (flags & HAS_LAYERS ? bytes.length === layersAt : bytes.length > layersAt) return null;
  const numbers = readFloats(bytes, floats);
  const hiddenClasses = readClasses(bytes.subarray(textAt - classBytes, textAt));
  const words = readWords(bytes.subarray(textAt), lengths);
  if (!numbers || !hiddenClasses || !words) return null;
  const [px, py, pz, tx, ty, tz, ...pointer] = numbers as [...Vec3, ...Vec3, ...number[]];
  return {
    camera: { position: [px, py, pz], target: [tx, ty, tz] },
    hiddenClasses,
    images: (flags & IMAGES) !== 0,
    ...words,
    pointer: flags & POINTER ? (pointer as Vec3) : null,
  };
}

function readWords(bytes: Uint8Array, lengths: readonly number[]) {
  let at = 0;
  const [colouring = "", tab = "", path = "", layers = ""] = [...lengths, bytes.length].map(
    (length) => {
      at += length;
      return ascii(bytes.subarray(at - length, at));
    },
  );
  if (!WORD.test(colouring) || (tab && !WORD.test(tab))) return null;
  if ((path && !ID.test(path)) || (layers && !LAYERS.test(layers))) return null;
  return { colouring, tab: tab || null, selectedPath: path || null, ...(layers && { layers }) };
}

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes);

function readFloats(bytes: Uint8Array, count: number): number[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = Array.from({ length: count }, (_, i) =>
    view.getFloat32(HEAD_BYTES + 4 * i, true),
  );
  return numbers.every((value) => Math.abs(value) <= COORDINATE_MAX) ? numbers : null;
}

function classBits(classes: readonly number[]): Uint8Array {
  const bits = new Uint8Array(classes.length === 0 ? 0 : (Math.max(...classes) >> 3) + 1);
  for (const index of classes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  return bits;
}

/** Null where the last byte says nothing: one state has one form. */
function readClasses(bits: Uint8Array): number[] | null {
  if (bits.at(-1) === 0) return null;
  const classes: number[] = [];
  for (const [byte, value] of bits.entries())
    for (let bit = 0; bit < 8; bit++) if (value & (1 << bit)) classes.push(8 * byte + bit);
  return classes;
}
