// A process does not always inherit the loader of the one that made it (under vitest it does not), so the TypeScript
// loader is registered here before the first .ts file.
import { register } from "tsx/esm/api";

register();
await import("./child.ts");
