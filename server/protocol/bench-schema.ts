import {
  BENCH_BLUR_MAX,
  BENCH_FACTORS,
  BENCH_MODELS_MAX,
  BENCH_NOISE_MAX,
  BENCH_NOISES,
  BENCH_PIXELS_MAX_CHARS,
  PIXEL_ORIGINS,
} from "./bench.ts";
import { folderIdSchema } from "./dataset.ts";
import { idSchema } from "./schema.ts";
import { z } from "./zod.ts";

const within = (max: number) => z.number().min(0).max(max);

const sourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("datum"),
    dataset: folderIdSchema,
    row: z.number().int().min(0).max(1e7),
  }),
  z.object({ kind: z.literal("place"), id: idSchema }),
  z.object({
    kind: z.literal("pixels"),
    from: z.enum(PIXEL_ORIGINS),
    inverted: z.boolean(),
    deflated: z
      .string()
      .regex(/^[A-Za-z0-9_-]+$/)
      .max(BENCH_PIXELS_MAX_CHARS),
  }),
  z.object({ kind: z.literal("noise") }),
]);

export const benchStateSchema = z.object({
  source: sourceSchema,
  damage: z.object({
    blur: within(BENCH_BLUR_MAX),
    noise: z.enum(BENCH_NOISES),
    level: within(BENCH_NOISE_MAX),
    mask: within(1),
    factor: z.literal([...BENCH_FACTORS]),
    seed: z.number().int().min(0).max(0xffff_ffff),
  }),
  models: z.array(folderIdSchema).max(BENCH_MODELS_MAX).nullable(),
});

/** Null: the bench is taken away. */
export const benchShowSchema = z.object({ state: benchStateSchema.nullable() });
