import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { modelIdSchema } from "../protocol/model-card.ts";
import { RANGES, type Range } from "./decide/range.ts";
import { ImportError } from "./import-error.ts";

export const HELP = `npm run import -- decoder.onnx --id NAME [options]

Makes a decoder that was trained elsewhere one of the lobby's models.

  --id NAME             folder and address: lower-case letters, digits and dashes
  --name TEXT           what people read; else the id
  --latents FILE        rows of latents, .npy .npz .csv .bin; else some are drawn from N(0, I)
  --labels FILE         labels of the rows, one or several columns
  --images FOLDER       the pictures behind the rows; else what the decoder makes of them
  --encoder FILE.onnx   image → latent: places images in the cloud; with --images also held-out figures
  --encoder-range R     what the encoder takes: as --range; auto: as the decoder gives, unless another fits clearly better
  --encoder-layout L    as --layout
  --range R             what its numbers mean: auto, 0..1, -1..1, 0..255 or logits
  --layout L            auto, nchw (channels first) or nhwc (channels last)
  --size HxW            of flat pictures that are not square
  --output NAME         the output that is the picture, where there are several
  --projection P        auto (PCA) or umap
  --license TEXT        under which the decoder may be used
  --out FOLDER          folder of the models; else ARTIFACTS or server/artifacts
  --max-ms N            longest that an image may take, 2000
  --seed N              of what is drawn, 7

It says what it chose and why, and asks where two readings fit. docs/bring-your-own.md tells more.`;

const FLAGS = {
  id: { type: "string" },
  name: { type: "string" },
  latents: { type: "string" },
  labels: { type: "string" },
  images: { type: "string" },
  encoder: { type: "string" },
  "encoder-range": { type: "string" },
  "encoder-layout": { type: "string" },
  range: { type: "string" },
  layout: { type: "string" },
  size: { type: "string" },
  output: { type: "string" },
  projection: { type: "string" },
  license: { type: "string" },
  out: { type: "string" },
  "max-ms": { type: "string" },
  seed: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const file = z.string().min(1, "names no file").optional();
const range = z.enum(["auto", ...RANGES], `is one of auto, ${RANGES.join(", ")}`).default("auto");
const layout = z.enum(["auto", "nchw", "nhwc"], "is one of auto, nchw, nhwc").default("auto");
const SIDE_MAX = 4096;

const valuesSchema = z.object({
  id: modelIdSchema,
  name: z.string().trim().min(1, "is empty").max(80, "is longer than 80 characters").optional(),
  latents: file,
  labels: file,
  images: file,
  encoder: file,
  range,
  layout,
  "encoder-range": range,
  "encoder-layout": layout,
  size: z
    .string()
    .regex(/^[1-9]\d{0,3}[x×][1-9]\d{0,3}$/, `is HEIGHTxWIDTH, like 32x64, at most ${SIDE_MAX}`)
    .optional(),
  output: z.string().optional(),
  projection: z.enum(["auto", "umap"], "is one of auto, umap").default("auto"),
  license: z.string().trim().max(200, "is longer than 200 characters").default(""),
  out: z.string().min(1).optional(),
  "max-ms": z.coerce.number().int().min(1).max(600_000).default(2_000),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(7),
});

export interface ImportOptions {
  /** Absolute. */
  decoder: string;
  encoder: string | undefined;
  given: { latents: string | undefined; labels: string | undefined; images: string | undefined };
  id: string;
  name: string;
  license: string;
  wishes: {
    range: Range | "auto";
    layout: "auto" | "nchw" | "nhwc";
    size: [number, number] | undefined;
    output: string | undefined;
  };
  encoderWishes: { range: Range | "auto"; layout: "auto" | "nchw" | "nhwc" };
  projection: "auto" | "umap";
  /** Absolute; the folder of all models. */
  out: string;
  maxMs: number;
  seed: number;
  /** What a person types to get this import again. */
  command: string;
}

/** Turns `npm run import -- …` into what is wanted; null where help is. @throws ImportError */
export function parseImportOptions(
  argv: string[],
  { root = process.cwd(), artifacts = process.env.ARTIFACTS } = {},
): ImportOptions | null {
  const { positionals, values } = parseWords(argv);
  if (values.help) return null;
  const [decoder, ...further] = positionals;
  if (decoder === undefined || further.length > 0)
    throw new ImportError(
      `Name one decoder, like: npm run import -- decoder.onnx --id faces${further.length > 0 ? ` (there were ${positionals.join(", ")})` : ""}. --help tells all.`,
    );
  if (values.id === undefined)
    throw new ImportError("Give it an id, like --id faces: lower-case letters, digits and dashes.");
  const parsed = valuesSchema.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const flag = String(issue?.path[0] ?? "");
    throw new ImportError(`--${flag} ${values[flag as keyof typeof values]}: ${issue?.message}.`);
  }
  const { data } = parsed;
  if (data.images !== undefined && data.latents === undefined && data.encoder === undefined)
    throw new ImportError(
      "--images needs --latents, or --encoder, which makes them from the pictures.",
    );
  const absolute = (path: string | undefined) =>
    path === undefined ? undefined : resolve(root, path);
  return {
    decoder: resolve(root, decoder),
    encoder: absolute(data.encoder),
    given: {
      latents: absolute(data.latents),
      labels: absolute(data.labels),
      images: absolute(data.images),
    },
    id: data.id,
    name: data.name ?? data.id,
    license: data.license,
    wishes: {
      range: data.range,
      layout: data.layout,
      size: data.size?.split(/[x×]/).map(Number) as [number, number] | undefined,
      output: data.output,
    },
    encoderWishes: { range: data["encoder-range"], layout: data["encoder-layout"] },
    projection: data.projection,
    out: resolve(root, data.out ?? artifacts ?? "server/artifacts"),
    maxMs: data["max-ms"],
    seed: data.seed,
    command: `npm run import -- ${argv.map(quoted).join(" ")}`,
  };
}

function parseWords(argv: string[]) {
  try {
    return parseArgs({ args: joined(argv), options: FLAGS, allowPositionals: true, strict: true });
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new ImportError(`${text.split(". ")[0]?.replace(/\.$/, "")}. --help tells all.`, {
      cause,
    });
  }
}

/** `--range -1..1` is no two options. */
function joined(argv: readonly string[]): string[] {
  return argv.flatMap((word, at) => {
    const isRange = (option: string | undefined) =>
      option === "--range" || option === "--encoder-range";
    if (isRange(argv[at - 1]) && word.startsWith("-1")) return [];
    const next = argv[at + 1];
    return isRange(word) && next?.startsWith("-1") ? [`${word}=${next}`] : [word];
  });
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
