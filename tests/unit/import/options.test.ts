import { join } from "node:path";
import { expect, it } from "vitest";
import { parseImportOptions } from "../../../server/import/options.ts";

const [ROOT, OUT] = ["/somewhere", "/somewhere/models"];

it.each([
  [[], /Name one decoder, like: npm run import/],
  [["a.onnx", "b.onnx", "--id", "x"], /there were a.onnx, b.onnx/],
  [["a.onnx"], /Give it an id/],
  [["a.onnx", "--id", "../x"], /^--id \.\.\/x: lower-case letters, digits and dashes\.$/],
  [["a.onnx", "--id", "x", "--range", "2"], /^--range 2: is one of auto, 0\.\.1/],
  [["a.onnx", "--id", "x", "--size", "9"], /^--size 9: is HEIGHTxWIDTH/],
  [["a.onnx", "--id", "x", "--max-ms", "soon"], /^--max-ms soon: /],
  [["a.onnx", "--id", "x", "--images", "p"], /^--images needs --latents, or --encoder/],
  [["a.onnx", "--id", "x", "--colour"], /Unknown option '--colour'\. --help tells all/],
])("[IM23] %j", (words, sentence) => {
  expect(() => parseImportOptions(words, { root: ROOT, artifacts: OUT })).toThrow(sentence);
});

it("[IM23] what is read", () => {
  const words = [
    "a.onnx",
    "--id",
    "x",
    "--range",
    "-1..1",
    "--size",
    "32x64",
    "--name",
    "Two words",
    ...["--encoder-range", "-1..1", "--encoder-layout", "nhwc"],
  ];
  expect(parseImportOptions(words, { root: ROOT, artifacts: OUT })).toMatchObject({
    decoder: join(ROOT, "a.onnx"),
    wishes: { range: "-1..1", size: [32, 64], layout: "auto" },
    encoderWishes: { range: "-1..1", layout: "nhwc" },
    command:
      "npm run import -- a.onnx --id x --range -1..1 --size 32x64 --name 'Two words' --encoder-range -1..1 --encoder-layout nhwc",
    ...{ out: OUT, maxMs: 2000, seed: 7, license: "" },
  });
  expect(parseImportOptions(["--help"])).toBeNull();
});
