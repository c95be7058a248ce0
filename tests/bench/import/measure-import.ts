import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Measured {
  seconds: number;
  /** Largest sum of resident memory of all its processes, 0 where the system does not tell. */
  peakBytes: number;
}

const CLI = new URL("../../../server/import/cli.ts", import.meta.url).pathname;
const LOOK_MS = 100;

/** Runs `npm run import` with these arguments. Rejects with what it said where it fails. */
export async function measureImport(args: readonly string[]): Promise<Measured> {
  const begin = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", CLI, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => void said.push(String(text)));
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0));
  }, LOOK_MS);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  }).finally(() => clearInterval(timer));
  if (code !== 0) throw new Error(said.join("").trim().split("\n").at(-1));
  return { seconds: (performance.now() - begin) / 1000, peakBytes };
}

/** Of a process and those that it started, from Linux' own files. */
function residentBytes(root: number): number {
  try {
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statusOf(Number(name)));
    const family = new Set([root]);
    // Parents come before their children only by chance: until nobody is added.
    for (let before = 0; before < family.size; ) {
      before = family.size;
      for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
    }
    return processes.reduce((sum, { pid, bytes }) => sum + (family.has(pid) ? bytes : 0), 0);
  } catch {
    return 0;
  }
}

function statusOf(pid: number): { pid: number; parent: number; bytes: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const [, parent] = /^PPid:\s+(\d+)/m.exec(text) ?? [];
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(text) ?? [];
    return [{ pid, parent: Number(parent), bytes: Number(kilobytes ?? 0) * 1024 }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
