import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCard } from "../../server/model/artifact.ts";
import { DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import { type OnOutput, runCommand } from "../helpers/run-command.ts";

/** Training, export and figures take seconds on a free machine; a busy one may need many. */
const TIMEOUT_MS = 420_000;
let folder = "";
let pictures = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "own-pictures-"));
  pictures = join(folder, "мои картинки");
  await drawShapes(pictures, 60);
});
afterAll(() => rm(folder, { recursive: true }));

/** So many circles and squares of many colours and sizes, some of them JPEG files. */
async function drawShapes(target: string, count: number): Promise<void> {
  const shapes = {
    circles: (r: number) => `<circle cx="40" cy="30" r="${r}"/>`,
    squares: (r: number) =>
      `<rect x="${40 - r}" y="${30 - r}" width="${2 * r}" height="${2 * r}"/>`,
  };
  for (const [name, shape] of Object.entries(shapes)) {
    await mkdir(join(target, name), { recursive: true });
    for (let i = 0; i < count / 2; i++) {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${80 + (i % 3)}" height="60"><rect width="100%" height="100%" fill="hsl(${i * 50},50%,20%)"/><g fill="hsl(${i * 37},90%,60%)">${shape(8 + (i % 14))}</g></svg>`;
      const file = join(target, name, `${i}.${i % 4 ? "png" : "jpg"}`);
      await sharp(Buffer.from(svg)).toFile(file);
    }
  }
}

/** In a folder of its own. */
const runHere = (script: string, words: readonly string[], onOutput?: OnOutput) =>
  runCommand(script, words, { cwd: folder, ...(onOutput && { onOutput }) });

const train = (name: string, ...words: string[]) =>
  runHere("cli.ts", ["vae", "--name", name, "--out", "models", "--backend", "wasm", ...words]);

it(
  "[OW16] a folder of pictures becomes a model that evaluate accepts, a second one of the same data too",
  async () => {
    await writeFile(join(pictures, "circles", "broken.png"), "no picture");
    await sharp(join(pictures, "circles", "1.png")).toFile(join(pictures, "circles", "twin.png"));
    const small = ["--data", pictures, "--latent", "4", "--epochs", "2"];
    const run = ["Мои фигуры", ...small, "--license", "CC0"] as const;
    const trained = await train(...run);
    expect(trained, trained.output).toMatchObject({ code: 0 });
    for (const words of [
      "61 pictures in folder мои картинки",
      /classes {3}circles \(31\), squares \(30\)/,
      /sizes .*80 × 60 \(2\d\)/,
      /left out +1: circles.broken\.png is no image that can be read here/,
      /twins +1 the same pixel by pixel/,
      /made +56 × 56, colour; the middle cut out/,
      /split +49 to learn from, 3 to choose .* 9 held out/,
      /out.previews.moi-figury\.png \(from the top: circles, squares\)/,
      /56 × 56 × 3 → 4, beta 2; at most 2 epochs in batches of 8/,
      /About [\d.]+ s an epoch, \d+ (s|min) for all of them, .* \(from \d timed batch/,
      /epoch 2\/2 .*kl /,
      /Trained for \d+:\d+, (\d+ % (longer|shorter) than|as) estimated/,
      /Now the figures, and PCA's beside them/,
      /held out, reconstructionNats/,
    ])
      expect(trained.output).toMatch(words);
    const sheet = await sharp(join(folder, "out", "previews", "moi-figury.png")).metadata();
    expect([sheet.width, sheet.height]).toEqual([4 + 12 * 60, 4 + 2 * 60]);

    const card = await readCard(join(folder, "models", "moi-figury"));
    expect(card).toMatchObject({
      ...{ id: "moi-figury", title: "Мои фигуры", kind: "vae", latentDim: 4, beta: 2 },
      ...{ imageShape: [56, 56, 3], training: { epochs: 2 } },
      dataset: {
        ...{ id: "own-moi-kartinki-56", name: "мои картинки", licence: "CC0" },
        ...{ classNames: ["circles", "squares"], train: 49, validation: 3, heldOut: 9 },
      },
    });
    expect(card.baselines).toHaveProperty("pca.mse");
    const data = join(folder, "models", "datasets", "own-moi-kartinki-56");
    const written = Object.values(DATASET_FILES).filter((name) => name !== "attributes.bin");
    expect((await readdir(data)).sort()).toEqual(written.sort());

    const evaluated = await runHere("evaluate-cli.ts", [join("models", "moi-figury"), "--json"]);
    expect(evaluated, evaluated.output).toMatchObject({ code: 0 });
    expect(evaluated.output).toMatch(/"ok":true/);

    const taken = await train(...run);
    expect(taken).toMatchObject({ code: 1 });
    expect(taken.output.trim()).toMatch(/^There is a model "moi-figury" at .*--resume\.$/);
    // The same pictures again: the same data set, whose licence stays, so that a room can switch between both models.
    const second = await train("Second", ...small, "--seed", "8");
    expect(second, second.output).toMatchObject({ code: 0 });
    const other = await readCard(join(folder, "models", "second"));
    expect(other.dataset).toEqual(card.dataset);
    // A data set of the same name that holds other pictures is another one.
    const contained = await train("Third", ...small, "--fit", "contain", "--epochs", "1");
    expect(contained, contained.output).toMatchObject({ code: 0 });
    expect((await readCard(join(folder, "models", "third"))).dataset.id).toBe(
      "own-moi-kartinki-56-2",
    );
    const again = ["evaluate-cli.ts", [join("models", "third"), "--data", pictures]] as const;
    expect(await runHere(again[0], [...again[1], "--fit", "contain"])).toMatchObject({
      code: 0,
    });
    const wrong = await runHere(again[0], [...again[1]]);
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.output).toMatch(/are not those of "мои картинки", or were made alike/);
    expect((await readdir(join(folder, "models"))).filter((name) => name.startsWith("."))).toEqual(
      [],
    );
  },
  TIMEOUT_MS,
);

it(
  "[OW17] a run goes on where it stopped, with the same pictures alone",
  async () => {
    const own = join(folder, "again");
    await drawShapes(own, 54);
    const run = ["--data", own, "--size", "32", "--latent", "3", "--epochs", "4"];
    let interrupted = false;
    const words = ["vae", "--name", "Again", "--out", "models", "--backend", "wasm", ...run];
    const stopped = await runHere("cli.ts", words, (text, interrupt) => {
      if (interrupted || !text.includes("epoch 1/4")) return;
      interrupted = true;
      interrupt();
    });
    expect(stopped, stopped.output).toMatchObject({ code: 0 });
    expect(stopped.output).toMatch(/Trained for \d+:\d+\.$/m);
    expect((await readCard(join(folder, "models", "again"))).training?.epochs).toBeLessThan(4);
    const resumed = await train("Again", ...run, "--resume");
    expect(resumed, resumed.output).toMatchObject({ code: 0 });
    expect(resumed.output).not.toMatch(/epoch 1\//);
    expect((await readCard(join(folder, "models", "again"))).training?.epochs).toBe(4);
    await rm(join(own, "circles", "2.png"));
    const changed = await train("Again", ...run, "--resume");
    expect(changed).toMatchObject({ code: 1 });
    expect(changed.output).toMatch(/checkpoint was made with data own-again-32 /);
    expect(changed.output).not.toMatch(/at .*\.ts:/);
  },
  TIMEOUT_MS,
);

it(
  "[OW18] what cannot be learned from, or written, is one sentence and a failing exit",
  async () => {
    const same = join(folder, "same");
    await mkdir(same);
    const one = await sharp(join(pictures, "squares", "1.png")).toBuffer();
    for (let i = 0; i < 55; i++) await writeFile(join(same, `${i}.png`), one);
    const few = join(folder, "few");
    await mkdir(few);
    for (let i = 0; i < 12; i++) await writeFile(join(few, `${i}.png`), one);
    await writeFile(join(few, "notes.txt"), "text");
    // Every byte that is written to it finds no space.
    await symlink("/dev/full", join(folder, "full.bin.tmp"));
    const cases: [string[], RegExp][] = [
      [["--data", "nowhere"], /^There is nothing at .*nowhere\.$/],
      [["--data", same], /^All 55 pictures are the same\.$/],
      [["--data", few], /holds 12 pictures that can be read \(notes\.txt is no image.*\); 50 are/],
      [["--data", pictures, "--latent", "60"], /^--latent 60: only \d+ pictures are learned from/],
      [["--data", pictures, "--size", "33"], /^--size 33: the nets cannot reach it; 32 or 40/],
      [
        ["--data", pictures, "--size", "16", "--epochs", "1", "--checkpoint", "full.bin"],
        /^No space is left: make room/m,
      ],
    ];
    for (const [words, message] of cases) {
      const failed = await train("Fails", ...words);
      expect(failed.code, failed.output).toBe(1);
      expect(failed.output.trim()).toMatch(message);
      expect(failed.output).not.toMatch(/at .*\.ts:/);
    }
    expect(await readdir(join(folder, "models"))).not.toContain("fails");
  },
  TIMEOUT_MS,
);
