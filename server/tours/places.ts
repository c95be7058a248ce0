import { z } from "zod";
import { TOUR_MAX_STOPS } from "../protocol/limits.ts";
import { stopPlaceSchema } from "../protocol/tour-schema.ts";

/** Where the stops of a tour lie in one model, and what was measured there; written by make-cli.ts. */
export const tourPlacesSchema = z.object({
  weightsHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** By the name with which the words refer to them. */
  figures: z.record(z.string(), z.number().finite()),
  stops: z.array(stopPlaceSchema).min(1).max(TOUR_MAX_STOPS),
});

export type TourPlaces = z.output<typeof tourPlacesSchema>;
