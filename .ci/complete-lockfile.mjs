// npm leaves a platform's optional package out of package-lock.json when the registry in use does not offer it, and
// `npm ci` then calls the lock file out of sync. Run after `npm install`: names every such package with the version
// that its parent asks for and the platform that its name tells, so that npm passes over it or fetches it as it should.
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const SYSTEMS = [
  "android",
  "darwin",
  "freebsd",
  "linux",
  "linuxmusl",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "aix",
  "win32",
  "wasi",
];
const CPUS = [
  "arm64",
  "arm",
  "x64",
  "ia32",
  "ppc64",
  "riscv64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
];

let added = 0;
for (const [parentPath, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const system = SYSTEMS.find((word) => parts(name).includes(word));
    if (!system || !/^\d/.test(version) || resolves(parentPath, name)) continue;
    const cpu = CPUS.filter((word) => parts(name).includes(word));
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 ? { cpu } : {}),
      ...(parent.dev ? { dev: true } : {}),
      ...(parts(name).includes("musl") || system === "linuxmusl" ? { libc: ["musl"] } : {}),
      optional: true,
      os: [system === "linuxmusl" ? "linux" : system],
    };
    added++;
  }
}

const { "": root, ...rest } = lock.packages;
const sorted = Object.fromEntries(
  Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en")),
);
lock.packages = { "": root, ...sorted };
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} platform packages named in package-lock.json`);

function parts(name) {
  return name.split(/[-/]/);
}

/** Looks the package up as Node does: beside the parent, then further out. */
function resolves(parentPath, name) {
  const folders = parentPath.split("/node_modules/");
  for (let depth = folders.length; depth > 0; depth--) {
    if (lock.packages[`${folders.slice(0, depth).join("/node_modules/")}/node_modules/${name}`])
      return true;
  }
  return Boolean(lock.packages[`node_modules/${name}`]);
}
