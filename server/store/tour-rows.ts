import { z } from "zod";
import { INTERPOLATIONS } from "../protocol/entities.ts";
import { PATH_MAX_SECONDS, PATH_MAX_STOPS, TOUR_MAX_STOPS } from "../protocol/limits.ts";
import type { Tour } from "../protocol/tour.ts";
import {
  base64Latent,
  fromJson,
  id,
  imageKey,
  item,
  revision,
  text,
  time,
  toBase64,
  view,
} from "./rows.ts";
import type { NewTour } from "./store.ts";

/** A stop inside the `stops` column; as with all rows, wider than what a person may send. */
const stop = z.object({
  id,
  title: text,
  note: z.string().max(20_000),
  z: base64Latent,
  path: z
    .object({
      interpolation: z.enum(INTERPOLATIONS),
      seconds: z.number().positive().max(PATH_MAX_SECONDS),
      stops: z.array(base64Latent).min(2).max(PATH_MAX_STOPS),
    })
    .nullable(),
  view: z.object({
    camera: view.nullable(),
    colouring: z.string().max(64),
    hiddenClasses: z.array(z.number().int().min(0).max(1000)).max(1000),
    images: z.boolean(),
    tab: z.string().max(64).nullable(),
    layers: z.string().max(64).optional(),
  }),
  image: imageKey,
});

const tourRow = z.object({
  ...item,
  stops: z.string().max(20_000_000).transform(fromJson).pipe(z.array(stop).max(TOUR_MAX_STOPS)),
  createdAt: time,
  revision,
});

/** Row to entity. @throws ZodError saying what is wrong with which column */
export function toTour(row: unknown): Tour {
  return tourRow.parse(row);
}

/** Entity to the columns that its caller gives. */
export function fromTour({ stops, ...rest }: NewTour) {
  const stored: z.input<typeof stop>[] = stops.map(({ z, path, ...stop }) => ({
    ...stop,
    z: toBase64(z),
    path: path && { ...path, stops: path.stops.map(toBase64) },
  }));
  return { ...rest, stops: JSON.stringify(stored) };
}
