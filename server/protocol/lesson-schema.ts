import { STRENGTHS } from "./lesson.ts";
import { slotSchema } from "./schema.ts";
import { z } from "./zod.ts";

const { slot } = slotSchema.shape;

export const spotlightSchema = z.object({ slot, strength: z.enum(STRENGTHS) });
export const spotlightAnswerSchema = z.object({ accept: z.boolean() });
export const spotlightAskSchema = z.object({ on: z.boolean() });
export const pauseSchema = z.object({ paused: z.boolean() });
export const hideSchema = z
  .object({ cursors: z.boolean(), names: z.boolean(), images: z.boolean() })
  .partial();
export const handSchema = z.object({ up: z.boolean() });
/** Null: every hand. */
export const handLowerSchema = z.object({ slot: slot.nullable() });
/** `place`: stands at their place, instead of one of one's own. */
export const followSchema = z.object({
  to: z.object({ slot, place: z.boolean() }).nullable(),
});
export const hiddenSchema = z.object({ hidden: z.boolean() });
