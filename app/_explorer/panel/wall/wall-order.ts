import { distanceBetween } from "../../../../server/latent/classes.ts";
import { imageDistance } from "../../../../server/latent/jump.ts";
import { alongPrincipalAxis, chainOf } from "../../../../server/latent/order.ts";

export const WALL_ORDERS = ["name", "place", "likeness", "hand"] as const;
export type WallOrder = (typeof WALL_ORDERS)[number];

/** Someone as the wall orders them. */
export interface Walled {
  slot: number;
  name: string;
  z: Float32Array | null;
  pixels: Uint8Array | null;
}

/** Pixels that are compared of a picture: enough to tell pictures apart, few enough for half a million pairs. */
const COMPARED = 196;

/**
 * Slots in the order asked for. Who has no place yet comes last; raised hands come first in the order in which they
 * were raised.
 */
export function orderWall(
  order: WallOrder,
  people: readonly Walled[],
  hands: readonly number[],
): number[] {
  const named = [...people].sort((a, b) => a.name.localeCompare(b.name) || a.slot - b.slot);
  if (order === "name") return slotsOf(named);
  if (order === "hand") {
    const raised = hands.filter((slot) => people.some((person) => person.slot === slot));
    return [...raised, ...slotsOf(named).filter((slot) => !raised.includes(slot))];
  }
  const placed = named.filter(({ z }) => z !== null);
  const lost = named.filter(({ z }) => z === null);
  const along = alongPrincipalAxis(placed.map(({ z }) => z as Float32Array));
  const ends = [...placed.keys()].sort((a, b) => (along[a] ?? 0) - (along[b] ?? 0));
  const indices = order === "place" ? ends : likenessChain(placed, ends[0] ?? 0);
  return slotsOf([...indices.flatMap((i) => placed[i] ?? []), ...lost]);
}

/** By what is seen, where everyone has a picture; else by where they are. */
function likenessChain(placed: readonly Walled[], start: number): number[] {
  const seen = placed.map(({ pixels }) => pixels && thinned(pixels));
  const images = seen.filter((pixels) => pixels !== null);
  if (images.length < placed.length) {
    const latents = placed.map(({ z }) => z as Float32Array);
    return chainOf(placed.length, (a, b) => distanceOf(latents, a, b, distanceBetween), start);
  }
  return chainOf(placed.length, (a, b) => distanceOf(images, a, b, imageDistance), start);
}

function distanceOf<T>(items: readonly T[], a: number, b: number, measure: (a: T, b: T) => number) {
  return measure(items[a] as T, items[b] as T);
}

function thinned(pixels: Uint8Array): Uint8Array {
  const step = Math.max(1, Math.floor(pixels.length / COMPARED));
  return Uint8Array.from(
    { length: Math.ceil(pixels.length / step) },
    (_, i) => pixels[i * step] ?? 0,
  );
}

const slotsOf = (people: readonly Walled[]) => people.map(({ slot }) => slot);
