import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Starts the server as `npm start` does, and waits for its end. */
function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/index.ts"], {
    env: {
      ...process.env,
      PORT: "0",
      DATABASE_URL: `file:${join(mkdtempSync(join(tmpdir(), "lc-")), "a.db")}`,
      ...env,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  return new Promise((resolve) =>
    child.once("exit", (code) => resolve({ code, output: output.trim() })),
  );
}

it("[G17] a port in use is one sentence with the way out, and a failing exit", async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, "0.0.0.0", () => resolve((taken.address() as { port: number }).port)),
  );
  const { code, output } = await start({ PORT: String(port) });
  taken.close();
  expect(code).toBe(1);
  expect(output).toBe(
    `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`,
  );
});

it("[G17] a store that cannot be written is one sentence naming the path, and a failing exit", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "lc-")), "a-file");
  writeFileSync(file, "not a folder");
  const { code, output } = await start({ DATABASE_URL: `file:${file}/below.db` });
  expect(code).toBe(1);
  expect(output).toContain(file);
  // Next prepares the pages meanwhile, and may say so.
  const lines = output.split("\n").filter((line) => !line.startsWith("✓ "));
  expect(lines).toEqual([expect.stringContaining(file)]);
});

it("[G17] an engine that is forced but absent is one sentence, and a failing exit", async () => {
  const env = {
    ENGINE: "onnx-webgpu",
    VK_ICD_FILENAMES: "/nonexistent",
    VK_DRIVER_FILES: "/nonexistent",
  };
  const { code, output } = await start(env);
  expect(code).toBe(1);
  expect(output.split("\n").at(-1)).toMatch(
    /^ENGINE=onnx-webgpu was asked for but does not load \(/,
  );
});

it("[G17] a setting that cannot be used is named, and a failing exit", async () => {
  expect(await start({ PORT: "http" })).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^PORT=http cannot be used: /),
  });
  expect(await start({ ENGINE: "abacus" })).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^ENGINE=abacus cannot be used: /),
  });
});
