import { z } from "zod";
import {
  type Bookmark,
  INTERPOLATIONS,
  type LatentPath,
  type RoomInfo,
} from "../protocol/entities.ts";
import { IMAGE_KEY } from "../protocol/image-address.ts";
import { LATENT_MAX, PATH_MAX_SECONDS, PATH_MAX_STOPS } from "../protocol/limits.ts";
import { LINKS } from "../protocol/rights.ts";
import { packLatent, unpackLatent } from "./float32.ts";
import type { KeyHashes, NewBookmark, NewPath } from "./store.ts";

// What a row may hold is wider than what a person may send, so that a limit made stricter later leaves
// old rows readable, and bounded, so that no row can hurt whoever reads it.
export const text = z.string().max(200);
export const id = z.string().min(1).max(64);
const finite = z.number().min(-1e6).max(1e6);
const vec3 = z.tuple([finite, finite, finite]);
export const view = z.object({ position: vec3, target: vec3 });
export const imageKey = z.string().regex(IMAGE_KEY, "not the key of a picture");
const latent = z.instanceof(Uint8Array).transform(toLatent);
/** A latent inside a column of JSON, where numbers would lose -0. */
export const base64Latent = z
  .string()
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, "not base64")
  .transform((encoded) => new Uint8Array(Buffer.from(encoded, "base64")))
  .pipe(latent);
export const time = z.date().transform((at) => at.toISOString());

export const revision = z.number().int().min(1);

const keyHash = z.string().min(1).max(100).nullable();
const keys = { hostKeyHash: keyHash, cohostKeyHash: keyHash };

const roomRow = z.object({
  id,
  name: text,
  modelId: text,
  createdAt: time,
  link: z.enum(LINKS),
  bytesPerSecond: z.number().int().positive().nullable(),
  ...keys,
});

/** What places, paths and tours have in common. */
export const item = { id, roomId: id, name: text, modelId: text, weightsHash: text, author: text };

const bookmarkRow = z.object({
  ...item,
  z: latent,
  view: z.string().max(2000).transform(fromJson).pipe(view).nullable(),
  image: imageKey,
  createdAt: time,
});

/** A stop inside the `stops` column. */
const stop = z.object({
  label: text,
  z: base64Latent,
  image: imageKey,
});

const pathRow = z.object({
  ...item,
  interpolation: z.enum(INTERPOLATIONS),
  seconds: z.number().positive().max(PATH_MAX_SECONDS),
  stops: z
    .string()
    .max(1_000_000)
    .transform(fromJson)
    .pipe(z.array(stop).min(1).max(PATH_MAX_STOPS)),
  createdAt: time,
  revision,
});

/** Row to entity, without the hashes. The four below: @throws ZodError saying what is wrong with which column */
export function toRoom(row: unknown): RoomInfo {
  const { hostKeyHash, cohostKeyHash: _, ...room } = roomRow.parse(row);
  return { ...room, hosted: hostKeyHash !== null };
}

export function toKeys(row: unknown): KeyHashes {
  const { hostKeyHash, cohostKeyHash } = z.object(keys).parse(row);
  return { host: hostKeyHash, cohost: cohostKeyHash };
}

export function toBookmark(row: unknown): Bookmark {
  return bookmarkRow.parse(row);
}

export function toPath(row: unknown): LatentPath {
  return pathRow.parse(row);
}

/** Entity to the columns that its caller gives. */
export function fromBookmark({ z, view, ...rest }: NewBookmark) {
  return { ...rest, z: packLatent(z), view: view && JSON.stringify(view) };
}

/** Entity to the columns that its caller gives. */
export function fromPath({ stops, ...rest }: NewPath) {
  const stored: z.input<typeof stop>[] = stops.map(({ label, z, image }) => ({
    label,
    z: toBase64(z),
    image,
  }));
  return { ...rest, stops: JSON.stringify(stored) };
}

/** What `base64Latent` reads. */
export function toBase64(z: readonly number[]): string {
  return Buffer.from(packLatent(z)).toString("base64");
}

/** Finite numbers, as many as a person may send. */
function toLatent(bytes: Uint8Array, context: z.RefinementCtx): number[] {
  const fail = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (bytes.length === 0 || bytes.length > LATENT_MAX * 4)
    return fail(`${bytes.length} bytes of latent`);
  if (bytes.length % 4 !== 0) return fail("no whole number of float32 values");
  const values = unpackLatent(bytes);
  return values.every(Number.isFinite) ? values : fail("a latent that is not finite");
}

export function fromJson(json: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(json);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
}
