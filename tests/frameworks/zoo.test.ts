import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import { importDecoder } from "./import.ts";
import { parity } from "./parity.ts";
import { type Framework, findPython, runPython } from "./python.ts";
import { type Kept, ZOO } from "./zoo.ts";

const FRAMEWORKS: Framework[] = ["pytorch", "keras", "jax"];
describe.each(FRAMEWORKS)("decoders of %s", (framework) => {
  const python = findPython(framework);
  const folder = mkdtempSync(join(tmpdir(), `latent-commons-zoo-${framework}-`));

  beforeAll(async () => {
    if (python)
      await runPython(python, "zoo.py", {
        args: [folder],
        cwd: resolve("tests/frameworks", framework),
      });
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.skipIf(!python).each(ZOO.filter((kept) => kept.framework === framework))(
    "[FW3] $name is read as it was meant and draws what its framework draws",
    async (kept) => {
      const file = join(folder, `${kept.name}.onnx`);
      const { card, folder: model } = await importDecoder(file, {
        id: kept.name,
        out: join(folder, "models"),
        flags: ["--latents", file.replace(/onnx$/, "npy"), ...(kept.flags ?? [])],
      });
      const { layout, range, batch } = kept;
      expect(card.imported).toMatchObject({ layout, range, batch });
      const apart = await parity(model, card, join(folder, `${kept.name}.npz`));
      const { size } = statSync(join(model, ARTIFACT_FILES.decoderOnnx));
      console.warn(row(kept, card, { bytes: size, apart }));
      expect(apart).toBeLessThanOrEqual(1 / 255);
    },
  );
});

/** A row of the table in docs/bring-your-own.md. */
function row(
  { name, what, framework, flags }: Kept,
  { imageShape, imported }: Awaited<ReturnType<typeof importDecoder>>["card"],
  { bytes, apart }: { bytes: number; apart: number },
): string {
  const chose = `${imported?.layout}, ${imported?.range}${flags ? `, told by \`${flags.join(" ")}\`` : ""}`;
  const cells = [`\`${name}\``, framework, what, imageShape.join("×"), chose];
  return `| ${[...cells, `${(bytes / 1e6).toFixed(1)} MB`, `${(apart * 255).toFixed(4)}`].join(" | ")} |`;
}
