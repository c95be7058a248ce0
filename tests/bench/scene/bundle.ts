import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const RIVAL = fileURLToPath(new URL("../scatter-gl", import.meta.url));
const OPTIONS = {
  bundle: true,
  minify: true,
  write: false,
  outdir: "/",
  logLevel: "error",
  format: "esm",
  jsx: "automatic",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
} as const;

/** File names of the pages' scripts and styles, and what is in them. */
export type Files = ReadonlyMap<string, string>;

/** Our scene as a page of its own. */
export function bundleOurs(): Promise<Files> {
  return bundle({ entryPoints: [fileURLToPath(new URL("./ours.tsx", import.meta.url))] });
}

/** scatter-gl's page; null when scatter-gl cannot be had. */
export async function bundleTheirs(): Promise<Files | null> {
  if (!installed()) return null;
  const library = await bundle({
    stdin: {
      contents: 'export { ScatterGL, Dataset } from "scatter-gl";',
      resolveDir: RIVAL,
      sourcefile: "scatter-gl.js",
    },
    entryNames: "scatter-gl",
    format: "iife",
    globalName: "scatterGl",
  });
  const page = await bundle({
    entryPoints: [fileURLToPath(new URL("./theirs.ts", import.meta.url))],
  });
  return new Map([...library, ...page]);
}

async function bundle(options: Parameters<typeof build>[0]): Promise<Files> {
  const { outputFiles = [] } = await build({ ...OPTIONS, ...options });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** Fetched on first use, because nothing but this benchmark wants it. */
function installed(): boolean {
  if (existsSync(`${RIVAL}/node_modules/scatter-gl`)) return true;
  try {
    execFileSync("npm", ["ci", "--prefix", RIVAL], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
