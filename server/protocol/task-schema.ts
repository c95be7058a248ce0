import { INTERPOLATIONS } from "./entities.ts";
import { ANSWER_MAX_STOPS, TASK_KEEP_MAX, TASK_WORDS_MAX_CHARS } from "./limits.ts";
import { idSchema, latentSchema, nameOf } from "./schema.ts";
import { z } from "./zod.ts";

/** Whether a row or label exists is checked against the room's model. */
const row = z.number().int().min(0).max(10_000_000);
const label = z.number().int().min(0).max(63);

const goalSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("datum"), row }),
  z.object({ kind: z.literal("typical"), label }),
  z.object({ kind: z.literal("closest"), of: label, to: label }),
  z.object({ kind: z.literal("boundary"), between: z.tuple([label, label]) }),
  z.object({ kind: z.literal("empty") }),
  z.object({ kind: z.literal("path"), from: label, to: label }),
  z.object({ kind: z.literal("own") }),
]);

export const taskSetSchema = z.object({
  goal: goalSchema,
  words: nameOf(TASK_WORDS_MAX_CHARS).nullable(),
  anonymous: z.boolean(),
});

/** Names are hidden and answers revealed for good: both are promises or cannot be taken back. */
export const taskChangeSchema = z.object({
  taskId: idSchema,
  open: z.boolean().optional(),
  reveal: z.literal(true).optional(),
  anonymous: z.literal(true).optional(),
});

export const taskAnswerSchema = z.object({
  taskId: idSchema,
  answer: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("place"), z: latentSchema }),
    z.object({
      kind: z.literal("path"),
      interpolation: z.enum(INTERPOLATIONS),
      stops: z.array(latentSchema).min(2, "A path needs at least two stops.").max(ANSWER_MAX_STOPS),
    }),
  ]),
});

export const taskKeepSchema = z.object({
  taskId: idSchema,
  keys: z.array(idSchema).min(1).max(TASK_KEEP_MAX),
  /** The stem of the new names: they are in the host's language. */
  name: nameOf(30),
});

export const taskEndSchema = z.object({ taskId: idSchema });
