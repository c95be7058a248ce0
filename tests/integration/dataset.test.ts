import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findFashion } from "../../server/train/data/fashion/files.ts";
import { download } from "../../server/train/data/fetch/download.ts";
import { FASHION_IS_HERE } from "../helpers/fashion.ts";

const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251));
let folder = "";
let host = "";
/** What the host is asked for, and how it behaves. */
let asked: (string | undefined)[] = [];
let behaviour: "whole" | "breaks off" | "knows no ranges" | "too much" | "missing" = "whole";

const server = createServer((request, response) => {
  const { range } = request.headers;
  asked.push(range);
  if (behaviour === "missing") return void response.writeHead(404).end();
  const from = behaviour === "knows no ranges" ? 0 : Number(/\d+/.exec(range ?? "")?.[0] ?? 0);
  const headers = { "Content-Range": `bytes ${from}-${CONTENT.length - 1}/${CONTENT.length}` };
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? headers : {});
  if (behaviour === "breaks off") {
    response.write(CONTENT.subarray(from, from + 100_000), () => response.destroy());
    return;
  }
  response.end(
    behaviour === "too much" ? Buffer.concat([CONTENT, CONTENT]) : CONTENT.subarray(from),
  );
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dataset-"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function fetchAs(next: typeof behaviour, name: string, onProgress = (_: number) => {}) {
  behaviour = next;
  asked = [];
  const target = join(folder, name);
  return download({ url: `${host}${name}`, target, bytes: CONTENT.length, onProgress });
}

it("[T49] a download that broke off goes on where it stopped, and tells how far it is", async () => {
  await expect(fetchAs("breaks off", "a.gz")).rejects.toThrow();
  const { size } = await stat(join(folder, "a.gz.part"));
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(CONTENT.length);
  const told: number[] = [];
  await fetchAs("whole", "a.gz", (bytes) => told.push(bytes));
  expect(asked).toEqual([`bytes=${size}-`]);
  expect(told[0]).toBeGreaterThan(size);
  expect(told.at(-1)).toBe(CONTENT.length);
  expect(await readFile(join(folder, "a.gz"))).toEqual(CONTENT);
  expect(await readdir(folder)).toEqual(["a.gz"]);
});

it("[T49] a host without ranges begins anew; too much, too little and a refusal are one sentence each", async () => {
  await writeFile(join(folder, "b.gz.part"), "something old");
  await fetchAs("knows no ranges", "b.gz");
  expect(await readFile(join(folder, "b.gz"))).toEqual(CONTENT);
  await expect(fetchAs("too much", "c.gz")).rejects.toThrow(/sends more than the 300000 bytes/);
  await expect(fetchAs("missing", "d.gz")).rejects.toThrow(/answers 404\.$/);
});

/** Runs `npm run dataset` as a person would. */
function runCommand(words: string[]): Promise<{ code: number | null; output: string }> {
  const script = join("server", "train", "dataset-cli.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, ...words]);
  let output = "";
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        output += part.toString();
      });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

it("[T50] a host that has other files, no files, or is not there, is one sentence and a failing exit", async () => {
  behaviour = "missing";
  const to = ["--to", join(folder, "fashion")];
  const refused = await runCommand(["fashion-mnist", ...to, "--host", host]);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/could not be fetched: http.*train-images.* answers 404\.\n$/);
  const gone = await runCommand(["fashion-mnist", ...to, "--host", "http://127.0.0.1:9/"]);
  expect(gone.code).toBe(1);
  expect(gone.output.trim().split("\n")).toHaveLength(1);
  const wrong = await runCommand(["cats"]);
  expect(wrong).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^Usage: npm run dataset/),
  });
  const nothing = await runCommand(["fashion-mnist", ...to, "--from", "/nowhere"]);
  expect(nothing.output).toBe("There is nothing at /nowhere.\n");
  mkdirSync(join(folder, "other"));
  await writeFile(join(folder, "other", "train-images-idx3-ubyte.gz"), "no such file");
  const other = await runCommand(["fashion-mnist", ...to, "--from", join(folder, "other")]);
  expect(other.code).toBe(1);
  expect(other.output).toMatch(/is no official train-images-idx3-ubyte\.gz, train-labels/);
}, 240_000);

it.skipIf(!FASHION_IS_HERE)(
  "[T50] local files are known by what is in them, packed or not, under any name",
  async () => {
    const source = findFashion() ?? "";
    const local = join(folder, "local");
    mkdirSync(local);
    for (const [i, name] of (await readdir(source)).entries())
      if (i % 2) copyFileSync(join(source, name), join(local, `${i}.bin`));
      else await writeFile(join(local, `${i}.idx`), gunzipSync(await readFile(join(source, name))));
    const target = join(folder, "fashion");
    const words = ["fashion-mnist", "--to", target, "--from", local];
    const copied = await runCommand(words);
    expect(copied, copied.output).toMatchObject({ code: 0 });
    expect(copied.output).toMatch(/Fashion-MNIST is whole: 70000 images/);
    expect(await readdir(target)).toHaveLength(4);
    const again = await runCommand(words);
    expect(again.output.trim().split("\n")).toHaveLength(1);
  },
  240_000,
);
