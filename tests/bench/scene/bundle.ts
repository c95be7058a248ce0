import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const OPTIONS = {
  bundle: true,
  minify: true,
  write: false,
  outdir: "/",
  logLevel: "error",
  format: "esm",
  jsx: "automatic",
  target: "es2022",
  // As next.config.js has it.
  alias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  // Next.js writes its settings in the place of the others.
  define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
} as const;

/** File names of the pages' scripts and styles, and what is in them. */
export type Files = ReadonlyMap<string, string>;

/** Our scene as a page of its own. */
export function bundleOurs(): Promise<Files> {
  return bundle({ entryPoints: [fileURLToPath(new URL("./ours.tsx", import.meta.url))] });
}

/** A library that our cloud is compared with, installed in a folder of its own on first use. */
interface Rival {
  /** Of the folder, of its page and of its script. */
  name: "scatter-gl" | "deck-gl";
  exports: string;
  /** Under which its page finds it. */
  globalName: string;
  page: URL;
}

export const RIVALS: readonly Rival[] = [
  {
    name: "scatter-gl",
    exports: 'export { ScatterGL, Dataset } from "scatter-gl";',
    globalName: "scatterGl",
    page: new URL("./scatter-gl-page.ts", import.meta.url),
  },
  {
    name: "deck-gl",
    exports:
      'export { Deck, OrbitView } from "@deck.gl/core"; export { PointCloudLayer } from "@deck.gl/layers";',
    globalName: "deckGl",
    page: new URL("./deck-gl-page.ts", import.meta.url),
  },
];

/** A rival's page; null when the library cannot be had. */
export async function bundleRival({
  name,
  exports,
  globalName,
  page: entry,
}: Rival): Promise<Files | null> {
  const folder = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (!installed(folder)) return null;
  const library = await bundle({
    stdin: { contents: exports, resolveDir: folder, sourcefile: `${name}.js` },
    entryNames: name,
    format: "iife",
    globalName,
  });
  const page = await bundle({
    entryPoints: [fileURLToPath(entry)],
  });
  return new Map([...library, ...page]);
}

async function bundle(options: Parameters<typeof build>[0]): Promise<Files> {
  const { outputFiles = [] } = await build({ ...OPTIONS, ...options });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

/** Fetched on first use, because nothing but this benchmark wants it. */
function installed(folder: string): boolean {
  if (existsSync(`${folder}/node_modules`)) return true;
  try {
    execFileSync("npm", ["ci", "--prefix", folder, "--ignore-scripts"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
