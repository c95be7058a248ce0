import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { importDecoder } from "./import.ts";
import { parity } from "./parity.ts";
import { type Framework, findPython, runPython } from "./python.ts";

const HERE = resolve("tests/frameworks");
const root = mkdtempSync(join(tmpdir(), "latent-commons-frameworks-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Each was told as much by its decoder's last layer. */
const EXPORTS: { framework: Framework; script: string; layout: string; range: string }[] = [
  { framework: "pytorch", script: "export.py", layout: "nchw", range: "-1..1" },
  { framework: "pytorch", script: "export-torchscript.py", layout: "nchw", range: "-1..1" },
  { framework: "keras", script: "export.py", layout: "nhwc", range: "0..1" },
  { framework: "jax", script: "export.py", layout: "nhwc", range: "0..1" },
];

/** What a researcher has: their decoder in the framework's own format, latents, labels; made once for each framework. */
const made = new Map<Framework, Promise<string>>();
function make(framework: Framework, python: string): Promise<string> {
  const folder = join(root, framework);
  cpSync(join(HERE, framework), folder, { recursive: true });
  const files = runPython(python, "make.py", { args: [HERE], cwd: folder });
  return files.then(() => folder);
}

const pythons = {
  pytorch: findPython("pytorch"),
  keras: findPython("keras"),
  jax: findPython("jax"),
};

describe.each(EXPORTS)("$framework, $script", ({ framework, script, layout, range }) => {
  const python = pythons[framework];

  it.skipIf(!python)(
    "[FW1] the script that the docs quote exports a decoder, which is imported and draws what its framework draws",
    async () => {
      const making = made.get(framework) ?? make(framework, python ?? "");
      made.set(framework, making);
      const cwd = await making;
      await runPython(python ?? "", script, { cwd });
      const out = join(cwd, "models", script);
      mkdirSync(out, { recursive: true });
      const flags = ["--latents", "latents.npy", "--labels", "labels.csv"];
      const { card, folder, said } = await importDecoder("decoder.onnx", {
        id: `${framework}-toy`,
        out,
        cwd,
        flags,
      });
      expect(card.imageShape).toEqual([32, 32, 3]);
      expect(card.imported).toMatchObject({ layout, range, batch: null, latents: "file" });
      expect(card.dataset.classNames).toContain("синий");
      expect(card.dataset.attributes.map(({ name, kind }) => [name, kind])).toContainEqual([
        "size",
        "number",
      ]);
      // Latents of N(3, 2²) and so on, not of N(0, I).
      expect(card.imported?.mean[3]).toBeCloseTo(10, 0);
      expect(card.imported?.std[1]).toBeCloseTo(0.5, 1);
      expect(said).toContain(`Range: ${range.replace("-1", "−1")} (`);
      const apart = await parity(folder, card, join(cwd, "reference.npz"));
      expect(apart).toBeLessThanOrEqual(1 / 255);
    },
  );
});
