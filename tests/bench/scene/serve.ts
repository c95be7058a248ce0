import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toHalf } from "../../../server/latent/half.ts";
import { blobCard, blobThumbnails, makeBlobs } from "./blobs.ts";
import type { Files } from "./bundle.ts";

/** A page is a module, which finds the library that it draws with, if any, under a global name. */
const PAGES: Record<string, { library?: string; page: string }> = {
  "/ours": { page: "/ours.js" },
  "/scatter-gl": { library: "/scatter-gl.js", page: "/scatter-gl-page.js" },
  "/deck-gl": { library: "/deck-gl.js", page: "/deck-gl-page.js" },
};
const TYPES = { js: "text/javascript", css: "text/css" } as const;
/** Isolated pages get a clock of 5 instead of 100 µs. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** Serves the pages and made-up models of any size on this machine alone. */
export async function serveScenes(
  files: Files,
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const [type, body] = (await answer(url, files)) ?? ["", null];
    response.writeHead(body === null ? 404 : 200, { ...HEADERS, "content-type": type });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

async function answer(
  { pathname, searchParams }: URL,
  files: Files,
): Promise<[string, string | Buffer] | null> {
  const page = PAGES[pathname];
  if (page) return ["text/html", html(page)];
  if (pathname === "/card") {
    const card = blobCard(Number(searchParams.get("points")));
    return ["application/json", JSON.stringify(card)];
  }
  const [, count, file] =
    /^\/api\/(?:models|datasets)\/blobs-(\d+)\/files\/.*\/(.+)\.(?:bin|webp)$/.exec(pathname) ?? [];
  if (file === "thumbnails") return ["image/webp", await blobThumbnails(Number(count))];
  if (count) {
    const { points, labels } = makeBlobs(Number(count));
    const bytes = file === "labels" ? labels : toHalf(points);
    return ["application/octet-stream", Buffer.from(bytes)];
  }
  const text = files.get(pathname);
  const type = TYPES[pathname.split(".").at(-1) as keyof typeof TYPES];
  return text === undefined ? null : [type, text];
}

function html({ library, page }: { library?: string; page: string }): string {
  const before = library ? `<script src="${library}" defer></script>` : "";
  return `<!doctype html><link rel="icon" href="data:,"><link rel="stylesheet" href="/ours.css">
<style>body{margin:0}main{position:fixed;inset:0}</style><body>${before}<script src="${page}" type="module"></script>`;
}
