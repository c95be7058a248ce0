import { expect, it } from "vitest";
import {
  architectureOf,
  betaFor,
  paceOf,
  SIDES,
  suggestedSide,
} from "../../../server/train/own/defaults.ts";
import { parseOwnOptions } from "../../../server/train/own/options.ts";
import { slugOf } from "../../../server/train/own/slug.ts";
import { UsageError } from "../../../server/train/usage-error.ts";

const AT = { root: "/work", artifacts: undefined };
const NEEDED = ["--data", "pictures", "--name", "Cats"];

it("[OW12] what is needed is data and a name; the rest has a default", () => {
  expect(parseOwnOptions(NEEDED, AT)).toMatchObject({
    ...{ data: "/work/pictures", title: "Cats", id: "cats", models: "/work/server/artifacts" },
    ...{ checkpoint: "/work/out/checkpoints/cats.bin", preview: "/work/out/previews/cats.png" },
    ...{ size: undefined, fit: "crop", channels: undefined, latentDim: 32, beta: undefined },
    ...{ licence: undefined, resume: false },
  });
  expect(parseOwnOptions(NEEDED, { ...AT, artifacts: "/models" }).models).toBe("/models");
});

it("[OW12] the command is kept as a shell takes it", () => {
  const words = ["--data", "my pictures/it's", "--name", "Кошки", "--resume", "--channels", "1"];
  const { command, channels } = parseOwnOptions(words, AT);
  expect(command).toBe(
    "npm run train -- vae --data 'my pictures/it'\\''s' --name 'Кошки' --channels 1",
  );
  expect(channels).toBe(1);
});

it.each([
  [[], /--data is missing[\s\S]*FOLDER\|FILE/],
  [["--data", "x"], /--name is missing/],
  [[...NEEDED, "--size", "50"], /--size 50: .*48 or 56/],
  [[...NEEDED, "--size", "8"], /--size 8: .*16 is near/],
  [[...NEEDED, "--size", "256"], /--size 256: .*128 is near/],
  [[...NEEDED, "--size", "big"], /--size big: give a whole number from 1 to 4096/],
  [[...NEEDED, "--channels", "4"], /--channels 4: give one of 1, 3\.$/],
  [[...NEEDED, "--fit", "stretch"], /--fit stretch: give one of crop, contain\.$/],
  [[...NEEDED, "--latent", "1"], /--latent 1: give a whole number from 2 to 512\.$/],
  [[...NEEDED, "--limit", "10"], /--limit 10: give a whole number from 50/],
  [[...NEEDED, "--beta", "0"], /--beta 0: give a number above 0/],
  [[...NEEDED, "--colour"], /Unknown option '--colour'/],
  [["--data", "x", "--name", "!!!"], /--name !!!/],
  [["--data", "x", "--name", "Datasets"], /--name Datasets/],
])("[OW13] %j is refused in one sentence", (argv, message) => {
  expect(() => parseOwnOptions(argv, AT)).toThrow(UsageError);
  expect(() => parseOwnOptions(argv, AT)).toThrow(message);
});

it("[OW14] a name in any script gives an id", () => {
  expect(slugOf("Кошки и собаки")).toBe("koshki-i-sobaki");
  expect(slugOf("北京 2026")).toBe("beijing-2026");
  expect(slugOf("  Größe: ½ ")).toMatch(/^grosse-1-2$/);
  expect(slugOf(`${"a".repeat(39)} bc`)).toBe("a".repeat(39));
  expect(slugOf("…")).toBe(null);
});

it("[OW15] sides, epochs and batches follow from size and number of the pictures", () => {
  expect(SIDES).toEqual([16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128]);
  for (const side of SIDES) expect(architectureOf(side).decoder.kind).toBe("conv");
  expect([784, 32 * 32 * 3, 64 * 64 * 3, 128 * 128 * 3].map(betaFor)).toEqual([1, 1, 3, 12]);
  expect(suggestedSide([300, 200, 500])).toBe(64);
  expect(suggestedSide([28, 28])).toBe(28);
  expect(suggestedSide([50, 33, 10])).toBe(32);
  expect(suggestedSide([5])).toBe(16);
  const wished = { epochs: undefined, batchSize: undefined };
  expect(paceOf(1000, wished)).toMatchObject({ epochs: 246, batchSize: 8, warmUpEpochs: 20 });
  expect(paceOf(20_000, wished)).toMatchObject({ epochs: 18, batchSize: 64, warmUpEpochs: 6 });
  expect(paceOf(50, wished).epochs).toBe(300);
  expect(paceOf(50, { epochs: 3, batchSize: 8 })).toMatchObject({ epochs: 3, batchSize: 8 });
});
