import { INTERPOLATIONS } from "./entities.ts";
import {
  BOOKMARK_NAME_MAX_CHARS,
  NOTE_MAX_CHARS,
  PATH_MAX_SECONDS,
  PATH_MAX_STOPS,
  PATH_MIN_SECONDS,
  TOUR_MAX_LATENTS,
  TOUR_MAX_STOPS,
  TOUR_NOTES_MAX_CHARS,
} from "./limits.ts";
import { idSchema, latentSchema, nameOf, ofModel, viewSchema } from "./schema.ts";
import { TOUR_LANGUAGES } from "./tour.ts";
import { viewStateSchema } from "./view-state-schema.ts";
import { z } from "./zod.ts";

/** Controls and unassigned characters but the tab and the end of a line: nobody sees them. */
const UNSEEN = /(?![\t\n\u200c\u200d])\p{C}/gu;

const noteSchema = z
  .string()
  .max(NOTE_MAX_CHARS * 2, `A note has at most ${NOTE_MAX_CHARS} characters.`)
  .transform((text) => text.replaceAll("\r\n", "\n").replace(UNSEEN, "").trimEnd())
  .pipe(z.string().max(NOTE_MAX_CHARS, `A note has at most ${NOTE_MAX_CHARS} characters.`));

const stopViewSchema = viewStateSchema
  .omit({ selectedPath: true, pointer: true })
  .extend({ camera: viewSchema.nullable() });

const stopPathSchema = z.object({
  interpolation: z.enum(INTERPOLATIONS),
  seconds: z.number().min(PATH_MIN_SECONDS).max(PATH_MAX_SECONDS),
  stops: z.array(latentSchema).min(2, "A path needs at least two stops.").max(PATH_MAX_STOPS),
});

/** A stop without its words. */
export const stopPlaceSchema = z.object({
  id: idSchema,
  z: latentSchema,
  path: stopPathSchema.nullable(),
  view: stopViewSchema,
});

const stopSchema = stopPlaceSchema.extend({
  title: nameOf(BOOKMARK_NAME_MAX_CHARS),
  note: noteSchema,
});

const stopsSchema = z
  .array(stopSchema)
  .max(TOUR_MAX_STOPS, `A tour has at most ${TOUR_MAX_STOPS} stops.`)
  .refine(
    (stops) => new Set(stops.map(({ id }) => id)).size === stops.length,
    "Two stops have the same id.",
  )
  .refine(
    (stops) =>
      stops.reduce((sum, { path }) => sum + 1 + (path?.stops.length ?? 0), 0) <= TOUR_MAX_LATENTS,
    `A tour's stops and the paths in it have at most ${TOUR_MAX_LATENTS} places together.`,
  )
  .refine(
    (stops) => stops.reduce((sum, { note }) => sum + note.length, 0) <= TOUR_NOTES_MAX_CHARS,
    `All notes of a tour have at most ${TOUR_NOTES_MAX_CHARS} characters together.`,
  );

/** Creates where `id` and `revision` are null, else replaces that tour if it still has that revision. */
export const tourDraftSchema = z.object({
  ...ofModel,
  id: idSchema.nullable(),
  revision: z.number().int().min(1).nullable(),
  name: nameOf(BOOKMARK_NAME_MAX_CHARS),
  stops: stopsSchema,
});

export const tourReadSchema = z.object({ id: idSchema, language: z.enum(TOUR_LANGUAGES) });

/** To a stop of a tour, by its index, with everyone; null ends it. */
export const tourGoSchema = z
  .object({
    id: idSchema,
    at: z
      .number()
      .int()
      .min(0)
      .max(TOUR_MAX_STOPS - 1),
  })
  .nullable();

/** A tour as a file: what was made in one room, to be taken to another of the same model. */
export const tourFileSchema = z.object({
  format: z.literal("latent-commons-tour"),
  version: z.literal(1),
  modelId: z.string().min(1).max(64),
  weightsHash: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  name: nameOf(BOOKMARK_NAME_MAX_CHARS),
  stops: stopsSchema,
});

type TourDraft = z.input<typeof tourDraftSchema>;
export type StopDraft = TourDraft["stops"][number];
export type TourFile = z.output<typeof tourFileSchema>;
