import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { BACKENDS } from "../backend/backend.ts";
import { UsageError } from "../usage-error.ts";
import { refuseSize } from "./defaults.ts";
import { FITS, type Fit } from "./read/source.ts";
import { slugOf } from "./slug.ts";

/** Fewer pictures cannot be learned from, and held out, and chosen by. */
export const PICTURES_MIN = 50;

const OWN_USAGE = `npm run train -- vae --data FOLDER|FILE --name NAME

  --data      a folder of pictures (folders in it are classes), an IDX file, an .npy or an .npz file
  --name      what the model is called, in any script
  --size      side in pixels that all pictures are made into   (16 … 128; as the pictures suggest)
  --fit       crop: the middle is cut out; contain: all of it, its border's colour around   (crop)
  --channels  1 grey, 3 colour   (3 where a picture has colour)
  --latent    dimensions of the latent space   (32)
  --epochs, --batch, --beta, --seed, --limit   as for presets   (by size and number of pictures)
  --license   who may use the pictures   (not stated)
  --out       folder of the models   (ARTIFACTS, or server/artifacts)
  --resume    goes on where a run stopped`;

const FLAGS = {
  data: { type: "string" },
  name: { type: "string" },
  size: { type: "string" },
  fit: { type: "string" },
  channels: { type: "string" },
  latent: { type: "string" },
  epochs: { type: "string" },
  batch: { type: "string" },
  beta: { type: "string" },
  seed: { type: "string" },
  limit: { type: "string" },
  license: { type: "string" },
  out: { type: "string" },
  checkpoint: { type: "string" },
  backend: { type: "string" },
  resume: { type: "boolean" },
} as const;

const whole = (min: number, max: number) => {
  const error = `give a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, { error: `give one of ${words.join(", ")}` });
const BETA = { error: "give a number above 0, at most 1000" };
const valuesSchema = z.object({
  data: z.string().min(1),
  name: z.string().trim().min(1).max(80),
  size: whole(1, 4096).optional(),
  fit: oneOf(FITS).default("crop"),
  channels: oneOf(["1", "3"]).optional(),
  latent: whole(2, 512).default(32),
  epochs: whole(1, 10_000).optional(),
  batch: whole(1, 4096).optional(),
  beta: z.coerce.number(BETA).positive(BETA).max(1000, BETA).optional(),
  seed: whole(0, 2 ** 31 - 1).default(7),
  limit: whole(PICTURES_MIN, 10_000_000).optional(),
  license: z.string().trim().min(1).max(200).optional(),
  out: z.string().min(1).optional(),
  checkpoint: z.string().min(1).optional(),
  backend: oneOf(BACKENDS).default("auto"),
  resume: z.boolean().default(false),
});

export interface OwnOptions {
  /** Absolute: what the pictures are read from. */
  data: string;
  title: string;
  /** Of the model: its folder's name. */
  id: string;
  /** Absolute: the folder of models. */
  models: string;
  /** Absolute checkpoint file. */
  checkpoint: string;
  /** Absolute: the sheet of pictures to look at before. */
  preview: string;
  /** Undefined: as the pictures suggest. */
  size: number | undefined;
  fit: Fit;
  channels: 1 | 3 | undefined;
  latentDim: number;
  epochs: number | undefined;
  batchSize: number | undefined;
  beta: number | undefined;
  seed: number;
  /** At most so many pictures, chosen by the seed of the split. */
  limit: number | undefined;
  /** Undefined: as stated before, or not at all. */
  licence: string | undefined;
  backend: (typeof BACKENDS)[number];
  resume: boolean;
  /** What a person types to get this run again. */
  command: string;
}

interface Surroundings {
  root: string;
  /** The folder that a server would read. */
  artifacts: string | undefined;
}

/** Turns `npm run train -- vae …`, without the word `vae`, into a run. @throws UsageError */
export function parseOwnOptions(
  argv: string[],
  { root, artifacts }: Surroundings = { root: process.cwd(), artifacts: process.env.ARTIFACTS },
): OwnOptions {
  const { latent, batch, channels, license, name, ...values } = readFlags(argv);
  const id = slugOf(name);
  if (id === null)
    throw new UsageError(`--name ${name}: needs a letter or a digit, and is not "datasets".`);
  if (values.size !== undefined) refuseSize(values.size);
  const models = resolve(root, values.out ?? artifacts ?? join("server", "artifacts"));
  return {
    ...values,
    ...{ id, models, title: name, latentDim: latent, batchSize: batch, licence: license },
    ...{ size: values.size, epochs: values.epochs, limit: values.limit, beta: values.beta },
    data: resolve(root, values.data),
    channels: channels === undefined ? undefined : channels === "1" ? 1 : 3,
    checkpoint: resolve(root, values.checkpoint ?? join("out", "checkpoints", `${id}.bin`)),
    preview: resolve(root, join("out", "previews", `${id}.png`)),
    command: `npm run train -- vae ${argv
      .filter((word) => word !== "--resume")
      .map(quoted)
      .join(" ")}`,
  };
}

function readFlags(argv: string[]): z.infer<typeof valuesSchema> {
  const words = parseWords(argv);
  for (const flag of ["data", "name"] as const)
    if (words[flag] === undefined)
      throw new UsageError(`--${flag} is missing. Usage: ${OWN_USAGE}`);
  const parsed = valuesSchema.safeParse(words);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const flag = String(issue?.path[0] ?? "") as keyof typeof words;
  throw new UsageError(`--${flag} ${words[flag]}: ${issue?.message ?? "not understood"}.`);
}

function parseWords(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: FLAGS, strict: true }).values;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(text.split(". ")[0]?.concat(".") ?? text, { cause });
  }
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** For the description of the data set. */
export function dataName(data: string): string {
  return basename(data).slice(0, 60) || "pictures";
}
