import { execFile } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface FoundBrowser {
  executablePath: string;
  args: string[];
  env: NodeJS.ProcessEnv;
}

/** Debian's Chromium, then Chrome's and Edge's usual places on Linux, macOS and Windows. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Where Playwright keeps what it downloaded for other projects. */
const PLAYWRIGHT = [".cache/ms-playwright", "Library/Caches/ms-playwright"];
const BELOW = [
  "chrome-linux/chrome",
  "chrome-linux64/chrome",
  "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
];

/** The newest that runs on every Node from 20.11 on; 72 MB. */
const PACKAGE = "@sparticuz/chromium@147.0.0";
const FOLDER = "out/browser";

/**
 * A Chromium to drive: CHROMIUM's, one that is installed, or the one inside an npm package, fetched once.
 * @throws Error in one sentence with the ways out
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const asked = process.env.CHROMIUM;
  if (asked && !existsSync(asked)) throw new Error(`CHROMIUM=${asked} is not there.`);
  // Hidden on request, so that the last way can be tried on a machine that has a browser.
  const installed = process.env.BROWSER_FROM_NPM ? [] : [...PLACES, ...fromPlaywright()];
  const executablePath = asked ?? installed.find((path) => existsSync(path));
  return executablePath ? { executablePath, args: [], env: process.env } : fromNpm();
}

/** Where they would lie, newest first. */
function fromPlaywright(): string[] {
  return PLAYWRIGHT.map((folder) => join(homedir(), folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .sort()
    .reverse()
    .flatMap((folder) => BELOW.map((path) => join(folder, path)));
}

async function fromNpm(): Promise<FoundBrowser> {
  const files = resolve(FOLDER, "files");
  const executablePath = join(files, "chromium");
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "No Chromium or Chrome was found. Install one, or name it: CHROMIUM=/path npm test",
    );
  if (!existsSync(join(files, "complete"))) await fetchFromNpm(files);
  const libraries = [join(files, "al2023/lib"), process.env.LD_LIBRARY_PATH].filter(Boolean);
  const env = {
    ...process.env,
    LD_LIBRARY_PATH: libraries.join(":"),
    FONTCONFIG_FILE: writeFontsConf(files),
  };
  return { executablePath, args: ["--no-zygote"], env };
}

/** The package's own looks where AWS has it; without a single font Chromium crashes at the first Russian letter or field. */
function writeFontsConf(files: string): string {
  const path = join(files, "fonts.conf");
  const dirs = [join(files, "fonts"), "/usr/share/fonts"].map((dir) => `<dir>${dir}</dir>`);
  const cache = `<cachedir>${join(files, "font-cache")}</cachedir>`;
  writeFileSync(path, `<?xml version="1.0"?>\n<fontconfig>${dirs.join("")}${cache}</fontconfig>\n`);
  return path;
}

/** The package unpacks into the temporary folder, and its system libraries only where it believes itself on AWS. */
const UNPACK = `
  const { mkdirSync, writeFileSync } = await import("node:fs");
  mkdirSync(process.env.TMPDIR, { recursive: true });
  await (await import("@sparticuz/chromium")).default.executablePath();
  writeFileSync(process.env.TMPDIR + "/complete", "");
`;

async function fetchFromNpm(files: string): Promise<void> {
  console.warn(`No browser found: fetching the one inside ${PACKAGE}, once, 72 MB…`);
  const npm = ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", FOLDER, PACKAGE];
  try {
    await run("npm", npm);
    await run(process.execPath, ["--input-type=module", "--eval", UNPACK], {
      cwd: FOLDER,
      env: { ...process.env, TMPDIR: files, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    });
  } catch (cause) {
    throw new Error(
      `No Chromium or Chrome was found, and ${PACKAGE} cannot be had. Install one, or name it: CHROMIUM=/path npm test`,
      { cause },
    );
  }
}
