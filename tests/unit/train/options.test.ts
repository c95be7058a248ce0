import { expect, it } from "vitest";
import { parseRunOptions } from "../../../server/train/options.ts";
import { UsageError } from "../../../server/train/usage-error.ts";

it("[T14] flags override the preset, and the command to repeat the run is kept", () => {
  const words =
    "digits-3d --epochs 2 --seed 5 --beta 0.5 --batch 32 --latent 8 --out /tmp/mine --resume";
  const options = parseRunOptions(words.split(" "));
  expect(options).toMatchObject({ id: "mine", out: "/tmp/mine", seed: 5, resume: true });
  expect(options.preset).toMatchObject({ epochs: 2, beta: 0.5, batchSize: 32, latentDim: 8 });
  expect(options.preset).toMatchObject({ title: "8 dimensions" });
  expect(options.command).toBe(`npm run train -- ${words.replace(" --resume", "")}`);
});

it("[T14] without flags a preset goes to server/artifacts under its own name", () => {
  const { out, id, preset } = parseRunOptions(["digits-3d"], "/work");
  expect([out, id]).toEqual(["/work/server/artifacts/digits-3d", "digits-3d"]);
  expect(preset).toMatchObject({ latentDim: 3, data: "digits" });
});

it.each([
  [[], /Name a preset.*digits-3d/],
  [["digits-4d"], /no preset "digits-4d".*digits-16d/],
  [["digits-3d", "digits-16d"], /One preset at a time/],
  [["digits-3d", "--epoch", "3"], /Unknown option '--epoch'/],
  [["digits-3d", "--epochs", "0"], /--epochs 0/],
  [["digits-3d", "--epochs", "many"], /--epochs many/],
  [["digits-3d", "--beta", "-1"], /--beta/],
  [["digits-3d", "--data", "cats"], /--data cats/],
  [["digits-3d", "--backend", "cuda"], /--backend cuda/],
  [["digits-3d", "--out", "/tmp/Not An Id"], /--out/],
])("[T15] %j is refused in one sentence", (argv, message) => {
  expect(() => parseRunOptions(argv)).toThrow(UsageError);
  expect(() => parseRunOptions(argv)).toThrow(message);
});
