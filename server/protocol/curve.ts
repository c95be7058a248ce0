import { z } from "./zod.ts";

/** Means over an epoch by name (`reconstruction`, `kl`, …), in what the model's loss counts. */
const lossesSchema = z.record(z.string(), z.number().finite());

const curveEpochSchema = z.object({
  epoch: z.number().int().positive(),
  train: lossesSchema,
  validation: lossesSchema,
});

/** `curve.json`: how the losses fell, epoch by epoch. */
export const curveSchema = z.object({ epochs: z.array(curveEpochSchema) });

export type CurveEpoch = z.infer<typeof curveEpochSchema>;
