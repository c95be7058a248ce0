import { z } from "./zod.ts";

/** Ids double as folder names and URL segments. */
export const folderIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "lower-case letters, digits and dashes");

/** [height, width, channels] */
export const imageShapeSchema = z.tuple([
  z.number().int().positive(),
  z.number().int().positive(),
  z.union([z.literal(1), z.literal(3)]),
]);

const rows = z.number().int().nonnegative();

/** Lower-case SHA-256. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** #rrggbb, of each name in their order: what has a colour of its own keeps it. */
const colorsSchema = z.array(z.string().regex(/^#[0-9a-f]{6}$/)).max(64);

/** What else is known of each image than its class: names, or a number that lies between two. */
const attributeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("names"),
    name: z.string().min(1).max(40),
    names: z.array(z.string().max(60)).min(1).max(64),
    colors: colorsSchema.optional(),
  }),
  z.object({
    kind: z.literal("number"),
    name: z.string().min(1).max(40),
    min: z.number().finite(),
    max: z.number().finite(),
  }),
]);

/**
 * `dataset.json`: a data set that several models share. Its folder lies beside the models', in `datasets/<id>`, and holds
 * the labels and two pictures of the images that are shown: small ones for the cloud, and the exact pixels.
 */
export const datasetSchema = z.object({
  id: folderIdSchema,
  name: z.string().min(1).max(80),
  source: z.string(),
  licence: z.string(),
  classNames: z.array(z.string()).min(1).max(64),
  /** What the classes are classes of, where there is more than one answer: “hair”. */
  classesAre: z.string().min(1).max(40).optional(),
  classColors: colorsSchema.optional(),
  /**
   * Columns of attributes.bin, which is there when this is not empty: column after column, a byte for each image that is
   * shown. Of names the index; of numbers 0..254 from min to max; 255 where it is not known.
   */
  attributes: z.array(attributeSchema).max(16).default([]),
  imageShape: imageShapeSchema,
  /** How many images models are trained on, chosen by, and measured on. */
  train: rows,
  validation: rows,
  heldOut: rows,
  /** Decides who is where as far as the source leaves it open; null where it leaves nothing open. */
  splitSeed: z.number().int().nullable(),
  /** How many of each are points of the cloud: rows of the embedding, labels and pictures, in this order. */
  shown: z.object({ train: rows, validation: rows, heldOut: rows }),
  /** Both pictures: cells row by row, in the order of the rows. A cell of the small one is square, of this side; of the exact one, an image. */
  atlas: z.object({ columns: z.number().int().positive(), cell: z.number().int().positive() }),
  /** images.webp is there: exact pixels, too large to keep of some data. */
  exact: z.boolean().default(true),
  /** There were no images: the pictures are what the model decodes. */
  decoded: z.boolean().default(false),
  /** Over labels, exact pixels and attributes, where there are any, of all images, shown or not. */
  hash: hashSchema,
});

export type Attribute = z.infer<typeof attributeSchema>;
export type Dataset = z.infer<typeof datasetSchema>;
