import { INTERPOLATIONS } from "./entities.ts";
import {
  BOOKMARK_NAME_MAX_CHARS,
  clampSigma,
  DECODE_REQUEST_MAX,
  ID,
  LATENT_MAX,
  NAME_MAX_CHARS,
  PATH_MAX_SECONDS,
  PATH_MAX_STOPS,
  PATH_MIN_SECONDS,
  ROOM_BYTES_MAX,
  ROOM_BYTES_MIN,
  ROOM_NAME_MAX_CHARS,
  SECRET_MAX_CHARS,
  WAITING_PER_ROOM,
} from "./limits.ts";
import { modelIdSchema } from "./model-card.ts";
import { KEY_NAMES, LINKS } from "./rights.ts";
import { z } from "./zod.ts";

/**
 * Controls, direction overrides and unassigned characters; not the two joiners (U+200C, U+200D), which Persian and
 * Indic words and family emoji are made with.
 */
const UNSEEN = /(?![\u200c\u200d])[\s\p{C}]+/gu;
const SEEN = /[^\s\u200c\u200d]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Code units in one character that a person would count; the longest family has eleven. */
const UNITS_PER_CHAR = 12;

/**
 * A name is trimmed and inner runs of white space become one space before its length is judged, in characters as a
 * person counts them.
 */
export function nameOf(maxChars: number) {
  return z
    .string()
    .max(20_000)
    .transform((text) => text.replace(UNSEEN, " ").trim())
    .pipe(
      z
        .string()
        .regex(SEEN, "A name needs at least one character.")
        .refine(
          (text) =>
            text.length <= maxChars * UNITS_PER_CHAR &&
            [...graphemes.segment(text)].length <= maxChars,
          `A name has at most ${maxChars} characters.`,
        ),
    );
}

const id = z.string().regex(ID, "not an id");
const color = z.string().regex(/^#[0-9a-f]{6}$/, "a colour like #4477aa");
/** Finite numbers only; far outside is clamped. The length is checked against the room's model. */
export const latentSchema = z
  .array(z.number().finite().transform(clampSigma))
  .min(1)
  .max(LATENT_MAX);
const coordinate = z.number().finite().min(-1000).max(1000);
export const vec3Schema = z.tuple([coordinate, coordinate, coordinate]);

export const viewSchema = z.object({ position: vec3Schema, target: vec3Schema });
export const idSchema = id;

export const profileSchema = z.object({ name: nameOf(NAME_MAX_CHARS), color });

export const joinSchema = z.object({
  protocol: z.number().int(),
  roomId: id,
  /** Who this browser is, the same in all its tabs; random, made by the page. */
  browserId: z.string().regex(/^[a-zA-Z0-9-]{8,64}$/),
  /** Given by an earlier `join`; resumes that session. */
  token: z.string().max(SECRET_MAX_CHARS).nullable(),
  /** Of a host or co-host. One that is wrong or dead gives what the plain link gives. */
  key: z.string().max(SECRET_MAX_CHARS).nullish(),
  /** This very page held the session a moment ago, so that a connection still open under it is dead. */
  rejoining: z.boolean(),
  name: nameOf(NAME_MAX_CHARS),
  color,
});

export const namedIdSchema = z.object({ id, name: nameOf(BOOKMARK_NAME_MAX_CHARS) });
export const byIdSchema = z.object({ id });
/** Names someone in the room. */
export const slotSchema = z.object({ slot: z.number().int().min(1).max(0xffff) });
/** The model that stands beside the room's own; null: none. */
export const roomBesideSchema = z.object({ modelId: modelIdSchema.nullable() });
/** The model that the room goes over to. */
export const roomModelSchema = z.object({ modelId: modelIdSchema });
export const roomNameSchema = z.object({ name: nameOf(ROOM_NAME_MAX_CHARS) });
export const roomAccessSchema = z.object({ link: z.enum(LINKS) });
export const roomKeySchema = z.object({ which: z.enum(KEY_NAMES) });
/** The host key can only be replaced: a room without one would have no host for good. */
export const revokeKeySchema = z.object({ which: z.literal("cohost") });
export const roomBytesSchema = z.object({
  bytesPerSecond: z
    .number()
    .int()
    .min(ROOM_BYTES_MIN, `A room needs at least ${ROOM_BYTES_MIN} bytes a second.`)
    .max(ROOM_BYTES_MAX)
    .nullable(),
});
export const doorLockSchema = z.object({ locked: z.boolean() });
export const doorIdsSchema = z.object({
  ids: z.union([z.literal("all"), z.array(z.string().regex(/^w\d{1,9}$/)).max(WAITING_PER_ROOM)]),
});
export const createRoomSchema = z.object({
  name: nameOf(ROOM_NAME_MAX_CHARS),
  modelId: modelIdSchema,
});
/** Body of POST /api/join; what the code may be is for `readJoinCode` to say. */
export const joinCodeSchema = z.object({ code: z.string().max(100) });
export const nothingSchema = z.object({});
export const watchSchema = z.object({ on: z.boolean() });

/**
 * Which model the latents are of, so that what was on its way while the room went over to another is not taken for one
 * of that. Left out, they count as of the room's.
 */
export const ofModel = { modelId: modelIdSchema.optional() };

export const bookmarkDraftSchema = z.object({
  ...ofModel,
  name: nameOf(BOOKMARK_NAME_MAX_CHARS),
  z: latentSchema,
  view: viewSchema.nullable(),
});

export const pathDraftSchema = z.object({
  ...ofModel,
  id: id.nullable(),
  name: nameOf(BOOKMARK_NAME_MAX_CHARS),
  interpolation: z.enum(INTERPOLATIONS),
  seconds: z.number().min(PATH_MIN_SECONDS).max(PATH_MAX_SECONDS),
  stops: z
    .array(z.object({ label: nameOf(BOOKMARK_NAME_MAX_CHARS), z: latentSchema }))
    .min(2, "A path needs at least two stops.")
    .max(PATH_MAX_STOPS),
});

export const playbackSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("play"), pathId: id }),
  z.object({ action: z.literal("pause") }),
  z.object({ action: z.literal("resume") }),
  z.object({ action: z.literal("seek"), at: z.number().min(0).max(1) }),
  z.object({ action: z.literal("speed"), speed: z.number().min(0.1).max(8) }),
  z.object({ action: z.literal("stop") }),
]);

/** Body of POST /api/models/:id/decode; the answer is count × imageSize raw bytes. */
export const decodeRequestSchema = z.object({
  z: z.array(latentSchema).min(1).max(DECODE_REQUEST_MAX),
});

export type Profile = z.input<typeof profileSchema>;
export type PathDraft = z.input<typeof pathDraftSchema>;
export type PlaybackCommand = z.input<typeof playbackSchema>;
