import type { Catalog } from "../engine/catalog.ts";
import { drawPreview } from "../image/preview.ts";
import type { Bookmark } from "../protocol/entities.ts";
import { AppError } from "../protocol/errors.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";

const KEPT = 200;

/** `admit` is asked before one is really drawn, and throws where it may not be. */
type Previews = (bookmark: Bookmark, admit: () => Promise<void>) => Promise<Buffer>;

/** Draws link previews, keeping the latest 200: one shared link is asked for by every reader's client. */
export function createPreviewCache(
  catalog: Catalog,
  scheduler: Pick<DecodeScheduler, "decode">,
): Previews {
  const cache = new Map<string, Promise<Buffer>>();
  return async (bookmark, admit) => {
    const entry = catalog.get(bookmark.modelId);
    if (!entry || entry.card.latentDim !== bookmark.z.length) throw new AppError("model_not_found");
    const key = `${bookmark.id}:${entry.card.weightsHash}`;
    if (!cache.has(key)) await admit();
    const drawing = cache.get(key) ?? drawPreview(bookmark, entry.card, scheduler.decode);
    cache.delete(key);
    cache.set(key, drawing);
    drawing.catch(() => cache.delete(key));
    if (cache.size > KEPT) cache.delete(cache.keys().next().value as string);
    return drawing;
  };
}
