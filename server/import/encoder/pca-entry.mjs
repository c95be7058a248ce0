// A worker thread does not always inherit the loader of the thread that made it (under vitest it does not),
// so the TypeScript loader is registered here before the first .ts file.
import { register } from "tsx/esm/api";

register();
await import("./pca-thread.ts");
