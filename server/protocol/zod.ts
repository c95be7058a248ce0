import { z } from "zod";

// Zod compiles schemas by `new Function`, and even asking whether it may breaks a page's Content-Security-Policy
// (http/headers.ts). It asks when a schema is made: whatever makes one in a page imports this `z`.
if ("document" in globalThis) z.config({ jitless: true });

export { z };
