import { idSchema, vec3Schema, viewSchema } from "./schema.ts";
import { CLASSES_MAX, LAYERS, WORD } from "./view-state.ts";
import { z } from "./zod.ts";

/** A `ViewState` as it comes in JSON. Apart from its bytes, which pages read all the time and without a library. */
export const viewStateSchema = z.object({
  camera: viewSchema,
  colouring: z.string().regex(WORD, "not the name of a colouring"),
  hiddenClasses: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(CLASSES_MAX - 1),
    )
    .max(CLASSES_MAX)
    .transform((classes) => [...new Set(classes)].sort((a, b) => a - b)),
  images: z.boolean(),
  tab: z.string().regex(WORD, "not the name of a panel").nullable(),
  selectedPath: idSchema.nullable(),
  pointer: vec3Schema.nullable(),
  layers: z.string().regex(LAYERS, "not the names of layers").optional(),
});
